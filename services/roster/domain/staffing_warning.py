"""
That the three are told in time of a session without two in the room.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from services.roster.domain.absence import day_of
from services.roster.domain.coverage import Coverage
from services.roster.domain.session import Session
from services.roster.domain.working_days import working_days_before
from shared.kernel.clock import in_utc

WORKING_DAYS_AHEAD = 2
MORNING = time(7)
_THIS_MORNING = "this-morning"


class News(StrEnum):
    """
    What the three hear.
    """

    SHORT = "short"
    COVERED = "covered"


def warned_from(
    session: Session, *, public_holidays: Callable[[int], Mapping[date, str]]
) -> datetime:
    """
    Return the morning from which it is late to find a second one.
    """
    day = working_days_before(
        day_of(session), WORKING_DAYS_AHEAD, public_holidays=public_holidays
    )
    return in_utc(day, MORNING)


@dataclass(kw_only=True)
class StaffingWarning:
    """
    What the three have been told of one session: why it is short, each cause once.

    In the morning of its day they are told again: that is a cause of its own.
    """

    session_id: UUID
    told: frozenset[str] = frozenset()
    version: int = 0

    def look(
        self, coverage: Coverage, *, session: Session, at: datetime
    ) -> News | None:
        """
        Return what is news to the three; None as long as they know how it stands.
        """
        causes = coverage.causes
        if causes and at >= in_utc(day_of(session), MORNING):
            causes |= {_THIS_MORNING}
        if causes <= self.told and bool(causes) == bool(self.told):
            return None
        self.told = (self.told | causes) if causes else frozenset()
        self.version += 1
        return News.SHORT if causes else News.COVERED
