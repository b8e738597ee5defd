"""
From whom a group's mothers hear, and who stands in for her.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """
    Who stands in for her, from the first day up to and with the last.
    """

    deputy_id: UUID
    first_day: date
    last_day: date


@dataclass(frozen=True, kw_only=True)
class GroupContact:
    """
    What the roster has told last, by the ids of the door; it may be nobody.

    ``stand_ins`` are those of all absences that are known, the earliest first.
    ``told_owner_id`` is whose its mothers' tasks were told to be last.
    """

    group_id: UUID
    user_id: UUID | None
    stand_ins: tuple[StandIn, ...] = ()
    told_owner_id: UUID | None = None

    def stand_in_on(self, day: date) -> StandIn | None:
        hers = (one for one in self.stand_ins if one.first_day <= day <= one.last_day)
        return next(hers, None)

    def on(self, day: date) -> UUID | None:
        """
        Return who follows the group's mothers up that day.
        """
        stand_in = self.stand_in_on(day)
        return stand_in.deputy_id if stand_in else self.user_id

    def without_stand_ins(self, *, before: date) -> Self:
        """
        Know no longer who stood in: that somebody was away may tell of her health.
        """
        kept = tuple(one for one in self.stand_ins if one.last_day >= before)
        return replace(self, stand_ins=kept)
