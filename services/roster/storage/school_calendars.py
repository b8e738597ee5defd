"""
The school holidays in the database.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.roster.domain.errors import SchoolHolidayNotFound
from services.roster.domain.school_calendar import SchoolCalendar, SchoolHoliday
from services.roster.storage import tables
from shared.db.repository import Repository


class SqlSchoolCalendars(Repository[SchoolCalendar]):
    """
    One row for a daycare, with all holidays in it: a few for each year.
    """

    table = tables.school_calendars

    def with_holiday(self, holiday_id: UUID) -> SchoolCalendar:
        """
        Return the calendar in which a holiday stands.

        Raises SchoolHolidayNotFound.
        """
        for calendar in self.matching():
            if any(one.id == holiday_id for one in calendar.holidays):
                return calendar
        raise SchoolHolidayNotFound(id=str(holiday_id))

    def to_row(self, thing: SchoolCalendar) -> dict[str, Any]:
        holidays = [_written(one) for one in thing.holidays]
        return {"id": thing.id, **vars(thing), "holidays": holidays}

    def from_rows(self, rows: Sequence[Any]) -> list[SchoolCalendar]:
        return [
            SchoolCalendar(
                daycare_id=row.daycare_id,
                holidays=[_read(one) for one in row.holidays],
                version=row.version,
            )
            for row in rows
        ]


def _written(holiday: SchoolHoliday) -> dict[str, str]:
    return {
        "id": str(holiday.id),
        "name": holiday.name,
        "first_day": holiday.first_day.isoformat(),
        "last_day": holiday.last_day.isoformat(),
    }


def _read(told: Mapping[str, str]) -> SchoolHoliday:
    return SchoolHoliday(
        id=UUID(told["id"]),
        name=told["name"],
        first_day=date.fromisoformat(told["first_day"]),
        last_day=date.fromisoformat(told["last_day"]),
    )
