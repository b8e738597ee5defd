"""
Whom a mother's card was given to, and what for.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from shared.kernel.organisations import Organisation, Role


class Purpose(StrEnum):
    """
    What a name may be asked for; there are no others.
    """

    HOME_VISIT = "home_visit"
    DAYCARE_HAND_OFF = "daycare_hand_off"


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """
    One time that somebody was told who a mother is; never changed, never deleted.

    ``reference`` is the referral or hand-off that it was for.
    """

    id: UUID
    mother_id: UUID
    purpose: Purpose
    reference: UUID
    role: Role
    organisation: Organisation
    at: datetime
