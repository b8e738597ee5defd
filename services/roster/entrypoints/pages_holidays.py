"""
School holidays of a daycare: seen, written down, and taken in from a file.
"""

from typing import Any
from uuid import UUID

from services.roster.entrypoints.chosen_file import chosen_file
from services.roster.entrypoints.forms_calendar import (
    DaycareForm,
    HolidayForm,
    HolidaysForm,
)
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
from services.roster.usecases.whose_holidays import (
    chosen_daycare,
    daycares_with_holidays,
)
from services.roster.usecases.write_school_holidays import (
    add_school_holiday,
    change_school_holiday,
    remove_school_holiday,
)
from shared.kernel.clock import on_the_wall
from shared.kernel.organisations import Organisation
from shared.web.body import LARGEST_REQUEST
from shared.web.http import Call
from shared.web.own_people import Organisations
from shared.web.read_as import read_as


class Entrypoints:
    uow: UnitOfWork
    organisations: Any = Organisations()

    @PAGES.get("/holidays", "holidays.html")
    def holidays(self, call: Call) -> dict[str, Any]:
        """
        Show one daycare's; of several the first by name, as long as none is chosen.
        """
        daycares = self._daycares()
        if not daycares:
            return {"years": [], "daycares": daycares, "daycare_id": None}
        asked = read_as(DaycareForm, call.query)["daycare_id"]
        shown = chosen_daycare(asked or next(iter(daycares)), among=daycares)
        today = on_the_wall(call.now).date()
        years = calendar_queries.school_years(
            daycare_id=shown, today=today, uow=self.uow
        )
        return {"years": years, "daycares": daycares, "daycare_id": shown}

    @PAGES.post("/holidays")
    def add_holiday_by_form(self, call: Call) -> str:
        told = read_as(HolidayForm, call.content)
        asked = told.pop("daycare_id")
        daycare_id = chosen_daycare(asked, among=self._daycares())
        add_school_holiday(daycare_id=daycare_id, **told, uow=self.uow)
        return _page_of(asked)

    @PAGES.post("/holidays/<uuid:holiday_id>/change")
    def change_holiday_by_form(self, call: Call, holiday_id: UUID) -> str:
        told = read_as(HolidayForm, call.content)
        asked = told.pop("daycare_id")
        change_school_holiday(holiday_id=holiday_id, **told, uow=self.uow)
        return _page_of(asked)

    @PAGES.post("/holidays/<uuid:holiday_id>/remove")
    def remove_holiday_by_form(self, call: Call, holiday_id: UUID) -> str:
        remove_school_holiday(holiday_id=holiday_id, uow=self.uow)
        return _page_of(read_as(DaycareForm, call.content)["daycare_id"])

    @PAGES.search("/holidays/try", "holidays_file.html", largest=LARGEST_REQUEST)
    def try_holidays(self, call: Call) -> dict[str, Any]:
        """
        Show what a file would add; what it says travels on in the page's form.
        """
        asked = read_as(DaycareForm, call.content)["daycare_id"]
        daycares = self._daycares()
        daycare_id = chosen_daycare(asked, among=daycares)
        read = read_holidays(chosen_file(call))
        difference = compare_school_holidays(
            daycare_id=daycare_id, rows=read.rows, uow=self.uow
        )
        return {
            "errors": read.errors,
            "new": difference.new,
            "known": difference.known,
            "rows": write_csv(difference.new),
            "daycares": daycares,
            "daycare_id": daycare_id,
            "page": _page_of(asked),
        }

    @PAGES.post("/holidays/take_in")
    def import_holidays_by_form(self, call: Call) -> str:
        told = read_as(HolidaysForm, call.content)
        read = read_holidays(told["rows"].encode())
        if read.errors:
            raise HolidaysHaveErrors(read.errors)
        asked = told["daycare_id"]
        daycare_id = chosen_daycare(asked, among=self._daycares())
        import_school_holidays(daycare_id=daycare_id, rows=read.rows, uow=self.uow)
        return _page_of(asked)

    def _daycares(self) -> dict[UUID, str]:
        known = self.organisations()[Organisation.DAYCARE]
        return daycares_with_holidays(known, uow=self.uow)


def _page_of(daycare_id: UUID | None) -> str:
    """
    Return where one daycare's holidays stand; with one daycare none is named.
    """
    page = "/roster/holidays"
    return page if daycare_id is None else f"{page}?daycare_id={daycare_id}"
