"""
The ways of two entries that are of one mother, put together.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self

from services.roster.domain.act import Act
from services.roster.domain.enrolment import Enrolment, Step
from services.roster.domain.enrolment_change import EnrolmentChange
from services.roster.domain.standing import Standing
from services.roster.domain.way_on import WayOn

# Who has come furthest, from the least. A pause is agreed on, so it stands above being
# in the group; a no thanks stands above all.
_FURTHEST = (
    Enrolment.ERASED,
    Enrolment.ALUMNI,
    Enrolment.SUGGESTED,
    Enrolment.INVITED,
    Enrolment.INTERESTED,
    Enrolment.FIRST_VISIT_PLANNED,
    Enrolment.ACTIVE,
    Enrolment.LEAVING,
    Enrolment.PAUSED,
    Enrolment.DECLINED,
)


@dataclass(kw_only=True)
class WayAsOne(WayOn):
    """
    Two entries are one; both histories are hers.
    """

    def _is_also(self, other: Self, *, act: Act) -> EnrolmentChange:
        """
        Take where she stands in both; the version is beyond all that was told.
        """
        before = self.standing
        self.standing = self._standing_with(other, act=act)
        self._take_days_of(other)
        self.suggested_by = self.suggested_by or other.suggested_by
        self.version += other.version + 1
        return self._told(Step.MERGED, before=before, act=act, about=other.id)

    def _standing_with(self, other: Self, *, act: Act) -> Standing:
        both = (self, other)  # Of two alike the kept one's is hers.
        further = max(both, key=lambda one: _FURTHEST.index(one.enrolment)).standing
        is_declined = any(one.declined_on is not None for one in both)
        if is_declined and further.enrolment is not Enrolment.DECLINED:
            return further.moved_to(Enrolment.DECLINED, on=act.on)
        return further

    def _take_days_of(self, other: Self) -> None:
        """
        Take the latest yes and no thanks, and the first day on our list.

        A no thanks counts as said after every yes that was said under either id: none
        of these takes it back.
        """
        yes = _days(self.said_yes_on, other.said_yes_on)
        declined = _days(self.declined_on, other.declined_on)
        self.said_yes_on = max(yes, default=None)
        self.declined_on = max((*declined, *yes)) if declined else None
        listed = _days(self.listed_on, other.listed_on)
        self.listed_on = min(listed, default=None)


def _days(*days: date | None) -> list[date]:
    return [day for day in days if day is not None]
