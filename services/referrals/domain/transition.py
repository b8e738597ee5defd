"""
One line in the history of a referral or a hand-off.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.kernel.organisations import Organisation, Role


@dataclass(frozen=True, kw_only=True)
class Transition:
    """
    A step that was taken: kept for ever, never edited.

    The first one comes from no state. ``reason`` is a code and tells steps apart that
    lead from a state to itself; it is never a text that a person wrote.
    """

    at: datetime
    from_state: str | None
    to_state: str
    by_role: Role
    by_organisation: Organisation
    reason: str | None
    causing_event_id: UUID | None
