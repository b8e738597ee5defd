from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from services.roster.domain.group import Group
from services.roster.domain.session import Session
from services.roster.domain.year_plan import (
    PlannedDay,
    Step,
    days_of_group,
    plan_year,
)
from services.roster.usecases.announce_session import (
    announce_planned,
    announce_skipped,
    concerned_by,
)
from services.roster.usecases.days_off import days_off
from services.roster.usecases.let_pick_ups_follow import cancel_pick_ups_of_session
from services.roster.usecases.ports import PublicHolidays, UnitOfWork
from shared.kernel.clock import in_utc
from shared.kernel.ids import new_id


@dataclass(frozen=True, kw_only=True)
class CalendarPlan:
    """
    What planning a year does about each of the group's days that are still to come.
    """

    group: Group
    year: int
    days: list[PlannedDay]

    def of(self, *steps: Step) -> list[PlannedDay]:
        return [one for one in self.days if one.step in steps]

    @property
    def changes(self) -> list[PlannedDay]:
        return self.of(Step.ADD, Step.SKIP, Step.PUT_BACK)


def compare_calendar(
    *,
    group_id: UUID,
    year: int,
    public_holidays: PublicHolidays,
    now: datetime,
    uow: UnitOfWork,
) -> CalendarPlan:
    """
    Return what planning this year would do. Nothing is changed.

    Raises GroupNotFound.
    """
    with uow.reading():
        group = uow.groups.get(group_id)
        start, end = bounds_of(year)
        sessions = uow.sessions.in_calendar(group_id=group_id, start=start, end=end)
        days = plan_year(
            [day for day in days_of_group(group, year=year) if _comes(day, group, now)],
            sessions=sessions,
            days_off=days_off(
                group, year=year, public_holidays=public_holidays, uow=uow
            ),
        )
        return CalendarPlan(group=group, year=year, days=days)


def plan_calendar(
    *,
    group_id: UUID,
    year: int,
    public_holidays: PublicHolidays,
    now: datetime,
    uow: UnitOfWork,
) -> CalendarPlan:
    """
    Put a year's sessions into the calendar, except on holidays.

    A second time it adds nothing, unless holidays have changed: then it leaves out, or
    puts back, what nobody has touched. What a person has changed stays as it is.

    Raises GroupNotFound.
    """
    with uow:
        plan = compare_calendar(
            group_id=group_id,
            year=year,
            public_holidays=public_holidays,
            now=now,
            uow=uow,
        )
        for one in plan.changes:
            _TAKE[one.step](one, plan.group, now, uow)
        uow.commit()
    return plan


def bounds_of(year: int) -> tuple[datetime, datetime]:
    """
    Return when a year begins and ends on a wall in Copenhagen.
    """
    midnight = time(0)
    return in_utc(date(year, 1, 1), midnight), in_utc(date(year + 1, 1, 1), midnight)


def _comes(day: date, group: Group, now: datetime) -> bool:
    return in_utc(day, group.starts_at) > now


def _add(one: PlannedDay, group: Group, now: datetime, uow: UnitOfWork) -> None:
    session = Session(
        id=new_id(),
        group_id=group.id,
        starts_at=in_utc(one.day, group.starts_at),
        ends_at=in_utc(one.day, group.ends_at),
        planned_for=one.day,
        revised_at=now,
    )
    uow.sessions.save(session)
    announce_planned(session, uow=uow)


def _skip(one: PlannedDay, _group: Group, now: datetime, uow: UnitOfWork) -> None:
    if one.session is not None and one.off is not None:
        one.session.skip(at=now)
        uow.sessions.save(one.session)
        announce_skipped(one.session, kind=one.off.kind, uow=uow)
        cancel_pick_ups_of_session(one.session.id, uow=uow)


def _put_back(one: PlannedDay, _group: Group, now: datetime, uow: UnitOfWork) -> None:
    if one.session is not None:
        one.session.hold_after_all(at=now)
        uow.sessions.save(one.session)
        announce_planned(one.session, to=concerned_by(one.session, uow=uow), uow=uow)


_TAKE: Mapping[Step, Callable[[PlannedDay, Group, datetime, UnitOfWork], None]] = {
    Step.ADD: _add,
    Step.SKIP: _skip,
    Step.PUT_BACK: _put_back,
}
