"""
The school holidays, as roster tells them: the clock of a follow-up stops in them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from shared.kernel.clock import bounds_of_day, on_the_wall
from shared.kernel.ids import id_of_cause
from shared.kernel.organisations import Organisation, first_of
from shared.kernel.school_year import BEGINS_IN, school_year_of

FIRST_DAYCARE = first_of(Organisation.DAYCARE)
_MARCH = 3


def school_year_id(year: int, *, daycare_id: UUID) -> UUID:
    """
    Return the id of a daycare's school year.

    The first daycare's are those that there were when an installation had one calendar.
    """
    if daycare_id == FIRST_DAYCARE:
        return id_of_cause("school_year", str(year))
    return id_of_cause("school_year", str(year), str(daycare_id))


@dataclass(kw_only=True)
class SchoolYear:
    """
    All holidays that begin in a school year, each with its first and its last day.

    ``year`` is the one in which it begins, with August. A daycare's are those of the
    groups that it runs.
    """

    year: int
    daycare_id: UUID = FIRST_DAYCARE
    holidays: tuple[tuple[date, date], ...] = ()

    @property
    def id(self) -> UUID:
        return school_year_id(self.year, daycare_id=self.daycare_id)

    def is_of(self, daycare_id: UUID) -> bool:
        return self.daycare_id == daycare_id

    def days(self) -> set[date]:
        return {
            first + timedelta(days=number)
            for first, last in self.holidays
            for number in range((last - first).days + 1)
        }


def days_in(years: Iterable[SchoolYear]) -> set[date]:
    """
    Return the days of all holidays of these years.
    """
    return set[date]().union(*(year.days() for year in years))


def time_outside_holidays(
    *, since: datetime, now: datetime, holidays: Iterable[date]
) -> timedelta:
    """
    Return the time that has gone, without what of it lies in a school holiday.
    """
    return (now - since) - sum(
        (_overlap(day, since=since, now=now) for day in holidays), timedelta()
    )


def year_to_ask_for(*, today: date, known: Iterable[SchoolYear]) -> int | None:
    """
    Return the first school year whose holidays are needed now and are not known.

    The next year's are asked for from March on: families plan long before August.
    """
    this = school_year_of(today)
    asks_for_next = _MARCH <= today.month < BEGINS_IN
    needed = [this, this + 1] if asks_for_next else [this]
    there = {one.year for one in known if one.holidays}
    return next((year for year in needed if year not in there), None)


def _overlap(day: date, *, since: datetime, now: datetime) -> timedelta:
    if not on_the_wall(since).date() <= day <= on_the_wall(now).date():
        return timedelta()
    begins, ends = bounds_of_day(day)
    return min(ends, now) - max(begins, since)
