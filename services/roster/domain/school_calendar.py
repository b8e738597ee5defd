"""
The school holidays of a daycare's municipality, which its groups follow.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from services.roster.domain.errors import SchoolHolidayKnown, SchoolHolidayNotFound
from services.roster.domain.name import name_errors, refuse_if_any, tidy_name
from shared.kernel.ids import id_of_cause
from shared.kernel.organisations import Organisation, first_of
from shared.kernel.school_year import school_year_of

FIRST_DAYCARE = first_of(Organisation.DAYCARE)
LONGEST_HOLIDAY = timedelta(days=100)


def calendar_id(daycare_id: UUID) -> UUID:
    """
    Return the id of a daycare's calendar.

    The first daycare's is the one that there was when an installation had one.
    """
    if daycare_id == FIRST_DAYCARE:
        return id_of_cause("school_calendar")
    return id_of_cause("school_calendar", str(daycare_id))


@dataclass(frozen=True, kw_only=True)
class SchoolHoliday:
    """
    Days without school, the first and the last included.

    Refuses a holiday that ends before it begins, and one so long that a year must be a
    slip of the hand.
    """

    id: UUID
    name: str
    first_day: date
    last_day: date

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", tidy_name(self.name))
        errors = name_errors(name=self.name)
        if self.last_day < self.first_day:
            errors["last_day"] = ["Write a day that is not before the first."]
        elif self.last_day - self.first_day > LONGEST_HOLIDAY:
            errors["last_day"] = ["Write a day within 100 days of the first."]
        refuse_if_any(errors)

    @property
    def school_year(self) -> int:
        return school_year_of(self.first_day)

    def days(self) -> list[date]:
        count = (self.last_day - self.first_day).days + 1
        return [self.first_day + timedelta(days=number) for number in range(count)]


@dataclass(kw_only=True)
class SchoolCalendar:
    """
    All school holidays that we know of one daycare, of every school year.

    ``version`` counts every change.
    """

    daycare_id: UUID = FIRST_DAYCARE
    holidays: list[SchoolHoliday] = field(default_factory=list)
    version: int = 1

    @property
    def id(self) -> UUID:
        return calendar_id(self.daycare_id)

    def of_school_year(self, year: int) -> list[SchoolHoliday]:
        """
        Return the holidays that begin in a school year, the first one first.
        """
        found = [one for one in self.holidays if one.school_year == year]
        return sorted(found, key=lambda one: (one.first_day, one.last_day, one.name))

    def with_days_of(self, holiday: SchoolHoliday) -> SchoolHoliday | None:
        """
        Return the holiday of the very same days, whatever it is called.
        """
        days = (holiday.first_day, holiday.last_day)
        same = (one for one in self.holidays if (one.first_day, one.last_day) == days)
        return next(same, None)

    def add(self, holiday: SchoolHoliday) -> None:
        """
        Write a holiday down; refuses one whose days stand there already.
        """
        known = self.with_days_of(holiday)
        if known is not None:
            raise SchoolHolidayKnown(id=str(known.id), state=known.name)
        self._write([*self.holidays, holiday])

    def change(self, holiday: SchoolHoliday) -> SchoolHoliday:
        """
        Put a holiday in the place of the one that has its id; return that one.
        """
        before = self.get(holiday.id)
        known = self.with_days_of(holiday)
        if known is not None and known.id != holiday.id:
            raise SchoolHolidayKnown(id=str(known.id), state=known.name)
        if holiday != before:
            self._write([*self._without(before), holiday])
        return before

    def remove(self, holiday_id: UUID) -> SchoolHoliday:
        before = self.get(holiday_id)
        self._write(self._without(before))
        return before

    def get(self, holiday_id: UUID) -> SchoolHoliday:
        for one in self.holidays:
            if one.id == holiday_id:
                return one
        raise SchoolHolidayNotFound(id=str(holiday_id))

    def _without(self, holiday: SchoolHoliday) -> list[SchoolHoliday]:
        return [one for one in self.holidays if one.id != holiday.id]

    def _write(self, holidays: Iterable[SchoolHoliday]) -> None:
        self.holidays = list(holidays)
        self.version += 1
