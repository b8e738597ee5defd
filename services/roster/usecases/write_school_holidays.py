"""
Writing down a daycare's school holidays, one by one; each change is told.
"""

from datetime import date
from uuid import UUID

from services.roster.domain.school_calendar import SchoolCalendar, SchoolHoliday
from services.roster.usecases.announce_session import announce_school_years
from services.roster.usecases.days_off import school_calendar
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.ids import new_id


def add_school_holiday(
    *, daycare_id: UUID, name: str, first_day: date, last_day: date, uow: UnitOfWork
) -> SchoolHoliday:
    """
    Write a school holiday down, for the groups of one daycare.

    Raises SchoolHolidayKnown or Invalid.
    """
    holiday = SchoolHoliday(
        id=new_id(), name=name, first_day=first_day, last_day=last_day
    )
    with uow:
        calendar = school_calendar(daycare_id=daycare_id, uow=uow)
        calendar.add(holiday)
        save_school_calendar(calendar, {holiday.school_year}, uow=uow)
        uow.commit()
    return holiday


def change_school_holiday(
    *, holiday_id: UUID, name: str, first_day: date, last_day: date, uow: UnitOfWork
) -> SchoolHoliday:
    """
    Put a school holiday right.

    Raises SchoolHolidayNotFound, SchoolHolidayKnown or Invalid.
    """
    holiday = SchoolHoliday(
        id=holiday_id, name=name, first_day=first_day, last_day=last_day
    )
    with uow:
        calendar = uow.school_calendars.with_holiday(holiday_id)
        before = calendar.change(holiday)
        if holiday != before:
            years = {before.school_year, holiday.school_year}
            save_school_calendar(calendar, years, uow=uow)
        uow.commit()
    return holiday


def remove_school_holiday(*, holiday_id: UUID, uow: UnitOfWork) -> SchoolHoliday:
    """
    Take a school holiday out.

    Raises SchoolHolidayNotFound.
    """
    with uow:
        calendar = uow.school_calendars.with_holiday(holiday_id)
        holiday = calendar.remove(holiday_id)
        save_school_calendar(calendar, {holiday.school_year}, uow=uow)
        uow.commit()
    return holiday


def save_school_calendar(
    calendar: SchoolCalendar, years: set[int], *, uow: UnitOfWork
) -> None:
    uow.school_calendars.save(calendar)
    announce_school_years(calendar, years=years, uow=uow)
