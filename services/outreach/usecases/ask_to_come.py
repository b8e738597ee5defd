"""
Ask for the neutral text before the next session.
"""

from datetime import datetime, timedelta
from uuid import UUID

from services.outreach.domain.calendar import Calendar
from services.outreach.domain.ladder_steps import Step, StepKind
from services.outreach.domain.mother import Mother
from services.outreach.usecases.next_steps import (
    all_steps,
    calendars_for,
    group_of,
)
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.contracts.outreach import NeutralTextDue
from shared.kernel.clock import day_of
from shared.kernel.contact_hours import may_contact_at

AT_ONCE = 200
MISSED_WITHIN = timedelta(weeks=9)
"""Between a missed session and the next there are at most the summer holidays."""


def ask_to_come(*, now: datetime, uow: OutreachUnitOfWork) -> int:
    """
    Ask for the texts that are due now; return how many.

    It is decided at the moment itself: an answer, a pause, a holiday or a cancelled
    session of a minute ago counts. Each is noted with its miss, in the transaction that
    announces it, so the next round does not find it again. All are looked at, however
    many are open: a few in each transaction, because their rows are held meanwhile.
    """
    if not may_contact_at(now):
        return 0
    asked = 0
    place: tuple[datetime, UUID] | None = (now - MISSED_WITHIN, UUID(int=0))
    while place is not None:
        more, place = _ask_some(after=place, now=now, uow=uow)
        asked += more
    return asked


def _ask_some(
    *, after: tuple[datetime, UUID], now: datetime, uow: OutreachUnitOfWork
) -> tuple[int, tuple[datetime, UUID] | None]:
    """
    Ask for those of the next few; return how many, and what the next few come after.
    """
    with uow:
        found, last = uow.mothers.to_ask_to_come(after=after, limit=AT_ONCE)
        calendars = calendars_for(found, now=now, uow=uow)
        due = [
            mother
            for mother, steps in all_steps(found, calendars=calendars, now=now, uow=uow)
            if calendars[mother.id].works(day_of(now))
            and any(_is_due(step, now=now) for step in steps)
        ]
        for mother in due:
            _ask(mother, calendar=calendars[mother.id], now=now, uow=uow)
        uow.commit()
    return len(due), last


def _is_due(step: Step, *, now: datetime) -> bool:
    return step.kind is StepKind.SEE_YOU and step.due_on == day_of(now)


def _ask(
    mother: Mother, *, calendar: Calendar, now: datetime, uow: OutreachUnitOfWork
) -> None:
    miss = mother.newest_miss
    coming = calendar.next_session(
        after=miss.session_started_at, group_id=group_of(mother, calendar=calendar)
    )
    if coming is None:
        raise ValueError("A text before a session that is not planned was due.")
    miss.ask_to_come(at=now)
    uow.mothers.save(mother)
    due = NeutralTextDue(
        mother_id=mother.id,
        follow_up_id=miss.id,
        session_id=coming.id,
        session_starts_at=coming.started_at,
    )
    uow.outbox.add(due, version=miss.version)
