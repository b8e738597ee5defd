"""
What the clock makes the roster do.
"""

from datetime import datetime
from typing import Any

import structlog

from services.roster.entrypoints.clocks import clocks_of
from services.roster.entrypoints.public_holidays import danish_public_holidays
from services.roster.entrypoints.roster_file_work import work_on_files
from services.roster.usecases.erase_what_is_old import erase_what_is_old
from services.roster.usecases.forget_absences import forget_absences
from services.roster.usecases.forget_meeting_places import forget_meeting_places
from services.roster.usecases.forget_questions import forget_questions
from services.roster.usecases.forget_removed_children import forget_removed_children
from services.roster.usecases.forget_roster_files import forget_roster_files
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.raise_alarms import raise_alarms
from services.roster.usecases.raise_due_reviews import raise_due_reviews
from services.roster.usecases.tell_birthdays import tell_birthdays
from services.roster.usecases.tell_late_erasures import tell_late_erasures
from services.roster.usecases.warn_of_staffing import warn_of_staffing
from shared.bus.extensions import every
from shared.db.engine import kept_for
from shared.web.own_people import People

log = structlog.get_logger()

_SECOND = 1
_HOUR = 3600  # seconds
_TWO_MINUTES = 120  # seconds
_FIVE_MINUTES = 300  # seconds


class Entrypoints:
    """
    Every replica does it: what one has deleted or told, the next does not find.
    """

    people: Any = People()

    @every(seconds=_HOUR)
    def forget_absences(self, *, now: datetime, uow: Any) -> None:
        forget_absences(kept=kept_for(uow.engine).absences, now=now, uow=uow)

    @every(seconds=_HOUR)
    def forget_meeting_places(self, *, now: datetime, uow: Any) -> None:
        kept = kept_for(uow.engine).meeting_places
        forget_meeting_places(kept=kept, now=now, uow=uow)

    @every(seconds=_HOUR)
    def forget_questions(self, *, now: datetime, uow: Any) -> None:
        forget_questions(kept=kept_for(uow.engine).questions, now=now, uow=uow)

    @every(seconds=_HOUR)
    def forget_removed_children(self, *, now: datetime, uow: Any) -> None:
        kept = kept_for(uow.engine).removed_children
        forget_removed_children(kept=kept, now=now, uow=uow)

    @every(seconds=_HOUR)
    def forget_roster_files(self, *, now: datetime, uow: Any) -> None:
        forget_roster_files(kept=kept_for(uow.engine).lists, now=now, uow=uow)

    @every(seconds=_SECOND)
    def work_on_files(self, *, now: datetime, uow: Any) -> None:
        work_on_files(now=now, uow=uow)

    @every(seconds=_HOUR)
    def erase_what_is_old(self, *, now: datetime, uow: Any) -> None:
        done = erase_what_is_old(clocks=clocks_of(uow.engine), now=now, uow=uow)
        for reason in done.failures:
            log.error("erasure_failed", reason=reason)

    @every(seconds=_HOUR)
    def tell_late_erasures(self, *, now: datetime, uow: UnitOfWork) -> None:
        for erasure in tell_late_erasures(now=now, uow=uow):
            log.error(
                "erasure_not_confirmed",
                erasure_id=str(erasure.id),
                missing=list(erasure.missing),
            )

    @every(seconds=_TWO_MINUTES)
    def raise_alarms(self, *, now: datetime, uow: UnitOfWork) -> None:
        raise_alarms(now=now, uow=uow)

    @every(seconds=_HOUR)
    def raise_due_reviews(self, *, now: datetime, uow: UnitOfWork) -> None:
        raise_due_reviews(now=now, uow=uow)

    @every(seconds=_FIVE_MINUTES)
    def tell_birthdays(self, *, now: datetime, uow: UnitOfWork) -> None:
        tell_birthdays(now=now, uow=uow)

    @every(seconds=_FIVE_MINUTES)
    def warn_of_staffing(self, *, now: datetime, uow: UnitOfWork) -> None:
        warn_of_staffing(
            names=self.people.named,
            public_holidays=danish_public_holidays,
            now=now,
            uow=uow,
        )
