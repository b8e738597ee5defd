from collections.abc import Mapping
from datetime import date
from uuid import UUID

from services.roster.domain.group import Group
from services.roster.domain.school_calendar import SchoolCalendar, calendar_id
from services.roster.domain.year_plan import DayOff, DayOffKind
from services.roster.usecases.ports import PublicHolidays, UnitOfWork


def school_calendar(*, daycare_id: UUID, uow: UnitOfWork) -> SchoolCalendar:
    """
    Return a daycare's school holidays, none at first.
    """
    known = uow.school_calendars.find(calendar_id(daycare_id))
    return known or SchoolCalendar(daycare_id=daycare_id)


def days_off(
    group: Group, *, year: int, public_holidays: PublicHolidays, uow: UnitOfWork
) -> Mapping[date, DayOff]:
    """
    Return the days of a year on which a group does not meet, and why.

    A public holiday says so first. School holidays are those of the group's daycare:
    it is in the municipality where the mothers' elder children go to school.
    """
    calendar = school_calendar(daycare_id=group.daycare_id, uow=uow)
    school = {
        day: DayOff(kind=DayOffKind.SCHOOL_HOLIDAY, name=holiday.name)
        for holiday in calendar.holidays
        for day in holiday.days()
        if day.year == year
    }
    public = {
        day: DayOff(kind=DayOffKind.PUBLIC_HOLIDAY, name=name)
        for day, name in public_holidays(year).items()
    }
    return school | public
