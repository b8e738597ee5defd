"""
That two entries are not of one mother, as somebody has said who knows them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from services.roster.domain.actor import Actor
from services.roster.domain.duplicate import pair_of
from shared.kernel.organisations import Organisation, Role


@dataclass(frozen=True, kw_only=True)
class DifferentMothers:
    """
    A pair that nobody is asked about again; ``one_id`` is the smaller.
    """

    one_id: UUID
    other_id: UUID
    by_role: Role
    by_organisation: Organisation
    at: datetime

    @classmethod
    def said(cls, one_id: UUID, other_id: UUID, *, by: Actor, at: datetime) -> Self:
        first, second = pair_of(one_id, other_id)
        return cls(
            one_id=first,
            other_id=second,
            by_role=by.role,
            by_organisation=by.organisation,
            at=at,
        )
