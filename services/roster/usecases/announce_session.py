"""
What the others are told of the calendar.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from services.roster.domain.attendance import Attendance
from services.roster.domain.register_change import CancellationReason
from services.roster.domain.school_calendar import FIRST_DAYCARE, SchoolCalendar
from services.roster.domain.session import Session
from services.roster.domain.year_plan import DayOffKind
from services.roster.usecases.expected_mothers import expected_mothers
from services.roster.usecases.ports import UnitOfWork
from shared.contracts.roster.event import FacilitatorRole
from shared.contracts.roster.groups import CalendarImported
from shared.contracts.roster.sessions import (
    SessionCancelled,
    SessionOpened,
    SessionPlanned,
    SessionReinstated,
    SessionSkipped,
    WhyCancelled,
)
from shared.kernel.organisations import Role


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


def announce_opened(
    session: Session, line: Attendance | None, *, by: Role | None, uow: UnitOfWork
) -> None:
    """
    Tell that a session has begun, if this is the line of the first who is there.
    """
    if not session.open_with_first(line):
        return
    role: FacilitatorRole | None = _FACILITATORS.get(by) if by else None
    uow.outbox.add(
        SessionOpened(
            session_id=session.id,
            group_id=session.group_id,
            starts_at=session.starts_at,
            opened_by_role=role,
        ),
        version=session.version,
        happened_at=session.opened_at,
    )


_FACILITATORS: Mapping[Role, FacilitatorRole] = {
    Role.COORDINATOR: "coordinator",
    Role.PAEDAGOG: "paedagog",
    Role.HEALTH_VISITOR: "health_visitor",
}


_WHY: Mapping[CancellationReason, WhyCancelled] = {
    CancellationReason.STAFF_ILL: "too_few_staff",
    CancellationReason.TOO_FEW_STAFF: "too_few_staff",
    CancellationReason.ROOM_CLOSED: "room_closed",
    CancellationReason.WEATHER: "weather",
    CancellationReason.OTHER: "other",
}
_HOUR = timedelta(hours=1)


def announce_cancelled(
    session: Session,
    *,
    to: Iterable[UUID],
    reason: CancellationReason,
    by: Role,
    now: datetime,
    uow: UnitOfWork,
) -> None:
    """
    Tell that a session is not held: why, who has said so, and how long before.

    That somebody is ill is nobody's matter but hers: it is told as too few.
    """
    role = _FACILITATORS.get(by)
    uow.outbox.add(
        SessionCancelled(
            session_id=session.id,
            group_id=session.group_id,
            starts_at=session.starts_at,
            expected_mother_ids=tuple(to),
            reason_code=_WHY[reason],
            decided_by=(role,) if role else (),
            notice_hours=max(timedelta(), session.starts_at - now) // _HOUR,
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


def announce_reinstated(session: Session, *, uow: UnitOfWork) -> None:
    """
    Tell all of the session as it is now: the newest word replaces what was told before.
    """
    uow.outbox.add(
        SessionReinstated(
            session_id=session.id,
            group_id=session.group_id,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            at_usual_place=session.other_place is None,
        ),
        version=session.version,
    )


def announce_school_years(
    calendar: SchoolCalendar, *, years: Iterable[int], uow: UnitOfWork
) -> None:
    """
    Tell all holidays of each of these school years: what was told before is replaced.
    """
    is_firsts = calendar.daycare_id == FIRST_DAYCARE
    for year in sorted(set(years)):
        holidays = calendar.of_school_year(year)
        uow.outbox.add(
            CalendarImported(
                school_year=year,
                first_days=tuple(one.first_day for one in holidays),
                last_days=tuple(one.last_day for one in holidays),
                daycare_id=None if is_firsts else calendar.daycare_id,
            ),
            version=calendar.version,
        )


def concerned_by(session: Session, *, uow: UnitOfWork) -> frozenset[UUID]:
    """
    Return who is expected at a session, and whoever has a mark at it.
    """
    return frozenset(session.attendances) | expected_mothers(session, uow=uow)
