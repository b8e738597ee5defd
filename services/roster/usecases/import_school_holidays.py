from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.roster.domain.school_calendar import SchoolCalendar, SchoolHoliday
from services.roster.usecases.days_off import school_calendar
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.write_school_holidays import save_school_calendar


@dataclass(frozen=True, kw_only=True)
class HolidayDifference:
    """
    The holidays of a list that we do not have yet, and how many we do.
    """

    new: list[SchoolHoliday]
    known: int


def compare_school_holidays(
    *, daycare_id: UUID, rows: Sequence[SchoolHoliday], uow: UnitOfWork
) -> HolidayDifference:
    """
    Return what taking a list in would add. Nothing is changed.
    """
    with uow.reading():
        return _difference(school_calendar(daycare_id=daycare_id, uow=uow), rows)


def import_school_holidays(
    *, daycare_id: UUID, rows: Sequence[SchoolHoliday], uow: UnitOfWork
) -> HolidayDifference:
    """
    Take a list in: add the holidays whose days we do not have yet.
    """
    with uow:
        calendar = school_calendar(daycare_id=daycare_id, uow=uow)
        difference = _difference(calendar, rows)
        for holiday in difference.new:
            calendar.add(holiday)
        if difference.new:
            years = {holiday.school_year for holiday in difference.new}
            save_school_calendar(calendar, years, uow=uow)
        uow.commit()
    return difference


def _difference(
    calendar: SchoolCalendar, rows: Sequence[SchoolHoliday]
) -> HolidayDifference:
    """
    Count days that stand there under whatever name, or twice in the list, as known.
    """
    by_days = {(row.first_day, row.last_day): row for row in reversed(rows)}
    new = [row for row in rows if by_days.get((row.first_day, row.last_day)) is row]
    new = [row for row in new if calendar.with_days_of(row) is None]
    return HolidayDifference(new=new, known=len(rows) - len(new))
