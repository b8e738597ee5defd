"""
What the others are told of the calendar.
"""

from collections.abc import Iterable
from uuid import UUID

from services.roster.domain.school_calendar import SchoolCalendar
from services.roster.domain.session import Session
from services.roster.domain.year_plan import DayOffKind
from services.roster.usecases.expected_mothers import expected_mothers
from services.roster.usecases.ports import UnitOfWork
from shared.contracts.roster import (
    CalendarImported,
    SessionPlanned,
    SessionSkipped,
)


def announce_planned(
    session: Session, *, to: Iterable[UUID] = (), uow: UnitOfWork
) -> None:
    """
    Tell when a session is; ``to`` are the mothers to whom that is news.
    """
    uow.outbox.add(
        SessionPlanned(
            session_id=session.id,
            group_id=session.group_id,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            kind=session.kind.value,
            at_usual_place=session.other_place is None,
            expected_mother_ids=tuple(sorted(to)),
        ),
        version=session.version,
    )


def announce_skipped(session: Session, *, kind: DayOffKind, uow: UnitOfWork) -> None:
    uow.outbox.add(
        SessionSkipped(
            session_id=session.id,
            group_id=session.group_id,
            starts_at=session.starts_at,
            reason=kind.value,
            expected_mother_ids=tuple(sorted(concerned_by(session, uow=uow))),
        ),
        version=session.version,
    )


def announce_school_years(
    calendar: SchoolCalendar, *, years: Iterable[int], uow: UnitOfWork
) -> None:
    """
    Tell all holidays of each of these school years: what was told before is replaced.
    """
    for year in sorted(set(years)):
        holidays = calendar.of_school_year(year)
        uow.outbox.add(
            CalendarImported(
                school_year=year,
                first_days=tuple(one.first_day for one in holidays),
                last_days=tuple(one.last_day for one in holidays),
            ),
            version=calendar.version,
        )


def concerned_by(session: Session, *, uow: UnitOfWork) -> frozenset[UUID]:
    """
    Return who is expected at a session, and whoever has a mark at it.
    """
    return frozenset(session.attendances) | expected_mothers(session, uow=uow)
