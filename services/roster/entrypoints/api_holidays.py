"""
School holidays over JSON.
"""

from typing import Any
from uuid import UUID

from services.roster.domain.school_calendar import SchoolHoliday
from services.roster.entrypoints.holiday_file import read_holidays
from services.roster.entrypoints.roster_has_errors import HolidaysHaveErrors
from services.roster.entrypoints.schemas_calendar import (
    DaycareSchema,
    HolidayImportAnswerSchema,
    HolidayImportSchema,
    HolidaySchema,
    NewHolidaySchema,
    SchoolYearSchema,
)
from services.roster.entrypoints.sent_file import content_in
from services.roster.usecases import calendar_queries
from services.roster.usecases.calendar_queries import SchoolYearView
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
from shared.web import api
from shared.web.http import Call
from shared.web.own_people import Organisations
from shared.web.read_as import read_as


class Entrypoints:
    uow: UnitOfWork
    organisations: Any = Organisations()

    @api.get("/holidays", answers=SchoolYearSchema, many=True)
    def list_holidays(self, call: Call) -> list[SchoolYearView]:
        """
        Return the school holidays of this school year and of all later ones.

        Of several daycares ``daycare_id`` says whose.
        """
        asked = read_as(DaycareSchema, call.query)["daycare_id"]
        return calendar_queries.school_years(
            daycare_id=self._daycare(asked),
            today=on_the_wall(call.now).date(),
            uow=self.uow,
        )

    @api.post("/holidays", reads=NewHolidaySchema, answers=HolidaySchema, status=201)
    def add_holiday(self, call: Call) -> SchoolHoliday:
        """
        Write a school holiday down.
        """
        told = dict(call.content)
        daycare_id = self._daycare(told.pop("daycare_id"))
        return add_school_holiday(daycare_id=daycare_id, **told, uow=self.uow)

    @api.post(
        "/holidays/<uuid:holiday_id>/change", reads=HolidaySchema, answers=HolidaySchema
    )
    def change_holiday(self, call: Call, holiday_id: UUID) -> SchoolHoliday:
        """
        Put a school holiday right.
        """
        return change_school_holiday(
            holiday_id=holiday_id, **call.content, uow=self.uow
        )

    @api.post("/holidays/<uuid:holiday_id>/remove", reads=None, answers=HolidaySchema)
    def remove_holiday(self, _call: Call, holiday_id: UUID) -> SchoolHoliday:
        """
        Take a school holiday out.
        """
        return remove_school_holiday(holiday_id=holiday_id, uow=self.uow)

    @api.post(
        "/holiday_imports", reads=HolidayImportSchema, answers=HolidayImportAnswerSchema
    )
    def import_holidays(self, call: Call) -> dict[str, Any]:
        """
        Take a list in, whole or not at all; or try what that would do.
        """
        read = read_holidays(content_in(call.content))
        is_trial = call.content["dry_run"]
        if read.errors and not is_trial:
            raise HolidaysHaveErrors(read.errors)
        done = (compare_school_holidays if is_trial else import_school_holidays)(
            daycare_id=self._daycare(call.content["daycare_id"]),
            rows=read.rows,
            uow=self.uow,
        )
        return {
            "new": done.new,
            "known": done.known,
            "errors": read.errors,
            "imported": not is_trial,
        }

    def _daycare(self, asked: UUID | None) -> UUID:
        """
        Return whose holidays are meant.

        Raises Invalid.
        """
        known = self.organisations()[Organisation.DAYCARE]
        hers = daycares_with_holidays(known, uow=self.uow)
        return chosen_daycare(asked, among=hers)
