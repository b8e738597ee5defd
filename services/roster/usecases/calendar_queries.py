"""
What the calendar's pages, its API and its subscribers are shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from services.roster.domain.calendar_link import CalendarLink
from services.roster.domain.group import Group
from services.roster.domain.school_calendar import SchoolHoliday
from services.roster.domain.session import Session
from services.roster.domain.year_plan import PlannedDay, Step, days_of_group, plan_year
from services.roster.usecases.days_off import days_off, school_calendar
from services.roster.usecases.plan_calendar import bounds_of
from services.roster.usecases.ports import PublicHolidays, UnitOfWork
from shared.kernel.school_year import school_year_of

_FEED_GOES_BACK = timedelta(weeks=26)
_FEED_REACHES = timedelta(weeks=110)


@dataclass(frozen=True, kw_only=True)
class CalendarView:
    """
    A group's sessions of a year, and the days on which it does not meet and why.
    """

    group: Group
    year: int
    sessions: list[Session]
    left_out: list[PlannedDay]


@dataclass(frozen=True, kw_only=True)
class Feed:
    """
    What whoever has the link sees.
    """

    group: Group
    sessions: list[Session]


@dataclass(frozen=True, kw_only=True)
class SchoolYearView:
    """
    The holidays of a school year that are known.
    """

    year: int
    holidays: list[SchoolHoliday]


def calendar(
    *, group_id: UUID, year: int, public_holidays: PublicHolidays, uow: UnitOfWork
) -> CalendarView:
    """
    Return a group's calendar of a year.

    Raises GroupNotFound.
    """
    with uow.reading():
        group = uow.groups.get(group_id)
        start, end = bounds_of(year)
        known = uow.sessions.in_calendar(group_id=group_id, start=start, end=end)
        days = plan_year(
            days_of_group(group, year=year),
            sessions=known,
            days_off=days_off(
                group, year=year, public_holidays=public_holidays, uow=uow
            ),
        )
        return CalendarView(
            group=group,
            year=year,
            sessions=[one for one in known if start <= one.starts_at < end],
            left_out=[one for one in days if one.step is Step.LEAVE_OUT],
        )


def calendar_link(*, group_id: UUID, uow: UnitOfWork) -> CalendarLink | None:
    """
    Return a group's link, or None where nobody has made one.
    """
    with uow.reading():
        link = uow.calendar_links.find(group_id)
        return link if link is not None and link.secret is not None else None


def feed(*, secret: str, now: datetime, uow: UnitOfWork) -> Feed:
    """
    Return what a link opens: the group's sessions, also those that are not held.

    Raises CalendarLinkNotFound.
    """
    with uow.reading():
        link = uow.calendar_links.with_secret(secret)
        sessions = uow.sessions.in_calendar(
            group_id=link.group_id,
            start=now - _FEED_GOES_BACK,
            end=now + _FEED_REACHES,
        )
        return Feed(group=uow.groups.get(link.group_id), sessions=sessions)


def school_years(
    *, daycare_id: UUID, today: date, uow: UnitOfWork
) -> list[SchoolYearView]:
    """
    Return this school year, the next, and every later one that something is known of.
    """
    this = school_year_of(today)
    with uow.reading():
        known = school_calendar(daycare_id=daycare_id, uow=uow)
        years = {this, this + 1} | {one.school_year for one in known.holidays}
        return [
            SchoolYearView(year=year, holidays=known.of_school_year(year))
            for year in sorted(years)
            if year >= this
        ]


def years_without_holidays(
    *, daycare_id: UUID, days: Iterable[date], uow: UnitOfWork
) -> list[int]:
    """
    Return the school years of these days of which no holiday is known.
    """
    with uow.reading():
        known = school_calendar(daycare_id=daycare_id, uow=uow)
        years = sorted({school_year_of(day) for day in days})
        return [year for year in years if not known.of_school_year(year)]
