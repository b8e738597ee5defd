"""
The municipality's school holidays: seen, written down, and taken in from a file.
"""

from typing import Any
from uuid import UUID

from services.roster.entrypoints.chosen_file import chosen_file
from services.roster.entrypoints.forms_calendar import HolidayForm, HolidaysForm
from services.roster.entrypoints.holiday_file import read_holidays
from services.roster.entrypoints.holidays_csv import write_csv
from services.roster.entrypoints.page_set import PAGES
from services.roster.entrypoints.roster_has_errors import HolidaysHaveErrors
from services.roster.usecases import calendar_queries
from services.roster.usecases.import_school_holidays import (
    compare_school_holidays,
    import_school_holidays,
)
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.write_school_holidays import (
    add_school_holiday,
    change_school_holiday,
    remove_school_holiday,
)
from shared.kernel.clock import on_the_wall
from shared.web.body import LARGEST_REQUEST
from shared.web.http import Call
from shared.web.read_as import read_as

_HOLIDAYS = "/roster/holidays"


class Entrypoints:
    uow: UnitOfWork

    @PAGES.get("/holidays", "holidays.html")
    def holidays(self, call: Call) -> dict[str, Any]:
        today = on_the_wall(call.now).date()
        years = calendar_queries.school_years(today=today, uow=self.uow)
        return {"years": years}

    @PAGES.post("/holidays")
    def add_holiday_by_form(self, call: Call) -> str:
        add_school_holiday(**read_as(HolidayForm, call.content), uow=self.uow)
        return _HOLIDAYS

    @PAGES.post("/holidays/<uuid:holiday_id>/change")
    def change_holiday_by_form(self, call: Call, holiday_id: UUID) -> str:
        told = read_as(HolidayForm, call.content)
        change_school_holiday(holiday_id=holiday_id, **told, uow=self.uow)
        return _HOLIDAYS

    @PAGES.post("/holidays/<uuid:holiday_id>/remove")
    def remove_holiday_by_form(self, _call: Call, holiday_id: UUID) -> str:
        remove_school_holiday(holiday_id=holiday_id, uow=self.uow)
        return _HOLIDAYS

    @PAGES.search("/holidays/try", "holidays_file.html", largest=LARGEST_REQUEST)
    def try_holidays(self, call: Call) -> dict[str, Any]:
        """
        Show what a file would add; what it says travels on in the page's form.
        """
        read = read_holidays(chosen_file(call))
        difference = compare_school_holidays(rows=read.rows, uow=self.uow)
        return {
            "errors": read.errors,
            "new": difference.new,
            "known": difference.known,
            "rows": write_csv(difference.new),
        }

    @PAGES.post("/holidays/take_in")
    def import_holidays_by_form(self, call: Call) -> str:
        rows = read_as(HolidaysForm, call.content)["rows"]
        read = read_holidays(rows.encode())
        if read.errors:
            raise HolidaysHaveErrors(read.errors)
        import_school_holidays(rows=read.rows, uow=self.uow)
        return _HOLIDAYS
