"""
A group's calendar of a year: the same day every week, and never on a holiday.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.roster.domain.group import Group
from services.roster.domain.register import SessionState
from services.roster.domain.session import Session
from shared.kernel.clock import on_the_wall

_WEEK = 7


class DayOffKind(StrEnum):
    """
    Whose holiday it is.
    """

    PUBLIC_HOLIDAY = "public_holiday"
    SCHOOL_HOLIDAY = "school_holiday"


@dataclass(frozen=True, kw_only=True)
class DayOff:
    """
    Why the group does not meet on a day, and what people call that.
    """

    kind: DayOffKind
    name: str


class Step(StrEnum):
    """
    What planning does about one day.
    """

    ADD = "add"
    """A session is put there."""
    KEEP = "keep"
    """A session is there, and stays as it is."""
    LEAVE_OUT = "leave_out"
    """No session is there, nor will be: it is a holiday."""
    SKIP = "skip"
    """A session is there that nobody has touched, and it is a holiday."""
    PUT_BACK = "put_back"
    """A session was skipped for a holiday that is none any more."""


@dataclass(frozen=True, kw_only=True)
class PlannedDay:
    """
    One day of the year on which the group would meet, and what is done about it.
    """

    day: date
    off: DayOff | None
    session: Session | None
    step: Step


def days_of_group(group: Group, *, year: int) -> list[date]:
    """
    Return every day of the year on which the group meets by its weekday.
    """
    first = date(year, 1, 1)
    first += timedelta(days=(group.weekday - first.weekday()) % _WEEK)
    days = (first + timedelta(weeks=weeks) for weeks in range(54))
    return [day for day in days if day.year == year]


def plan_year(
    days: Iterable[date],
    *,
    sessions: Iterable[Session],
    days_off: Mapping[date, DayOff],
) -> list[PlannedDay]:
    """
    Say what is to be done about each of these days.

    A day is taken by a session that is held on it and by one that was planned for it
    and then moved: neither is planned a second time.
    """
    taken = _by_day(sessions)
    return [
        PlannedDay(
            day=day,
            off=days_off.get(day),
            session=taken.get(day),
            step=_step(taken.get(day), off=days_off.get(day)),
        )
        for day in days
    ]


def _by_day(sessions: Iterable[Session]) -> dict[date, Session]:
    """
    Return what takes each day: what is held on it, else what was to be held on it.
    """
    known = list(sessions)
    on_its_day = [(on_the_wall(one.starts_at).date(), one) for one in known]
    planned = [(one.planned_for, one) for one in known if one.planned_for]
    held = [(day, one) for day, one in on_its_day if one.is_held]
    return dict([*on_its_day, *planned, *held])


def _step(session: Session | None, *, off: DayOff | None) -> Step:
    if session is None:
        return Step.LEAVE_OUT if off else Step.ADD
    if off is None and session.state is SessionState.SKIPPED:
        return Step.PUT_BACK
    is_planned = session.state is SessionState.PLANNED
    return Step.SKIP if off and is_planned and session.is_untouched else Step.KEEP
