"""
What the clock makes the roster do.
"""

from datetime import datetime

from services.roster.usecases.forget_meeting_places import forget_meeting_places
from services.roster.usecases.forget_roster_files import forget_roster_files
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.raise_alarms import raise_alarms
from services.roster.usecases.raise_due_reviews import raise_due_reviews
from shared.bus.extensions import every

_HOUR = 3600  # seconds
_TWO_MINUTES = 120  # seconds


class Entrypoints:
    """
    Every replica does it: what one has deleted or told, the next does not find.
    """

    @every(seconds=_HOUR)
    def forget_meeting_places(self, *, now: datetime, uow: UnitOfWork) -> None:
        forget_meeting_places(now=now, uow=uow)

    @every(seconds=_HOUR)
    def forget_roster_files(self, *, now: datetime, uow: UnitOfWork) -> None:
        forget_roster_files(now=now, uow=uow)

    @every(seconds=_TWO_MINUTES)
    def raise_alarms(self, *, now: datetime, uow: UnitOfWork) -> None:
        raise_alarms(now=now, uow=uow)

    @every(seconds=_HOUR)
    def raise_due_reviews(self, *, now: datetime, uow: UnitOfWork) -> None:
        raise_due_reviews(now=now, uow=uow)
