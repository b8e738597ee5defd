from collections.abc import Mapping
from datetime import date

from services.roster.domain.school_calendar import THE_CALENDAR, SchoolCalendar
from services.roster.domain.year_plan import DayOff, DayOffKind
from services.roster.usecases.ports import PublicHolidays, UnitOfWork


def school_calendar(*, uow: UnitOfWork) -> SchoolCalendar:
    """
    Return the school holidays, none at first.
    """
    return uow.school_calendars.find(THE_CALENDAR) or SchoolCalendar()


def days_off(
    *, year: int, public_holidays: PublicHolidays, uow: UnitOfWork
) -> Mapping[date, DayOff]:
    """
    Return the days of a year on which no group meets; a public holiday says why first.
    """
    school = {
        day: DayOff(kind=DayOffKind.SCHOOL_HOLIDAY, name=holiday.name)
        for holiday in school_calendar(uow=uow).holidays
        for day in holiday.days()
        if day.year == year
    }
    public = {
        day: DayOff(kind=DayOffKind.PUBLIC_HOLIDAY, name=name)
        for day, name in public_holidays(year).items()
    }
    return school | public
