"""
When a mother may be written to or called: on working days, from 9 to 20 on the wall.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from shared.kernel.clock import in_utc, on_the_wall
from shared.kernel.public_holidays import public_holidays

BEGIN = time(9)
END = time(20)
_DAY = timedelta(days=1)
_SATURDAY = 5


def is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in public_holidays(day.year)


def is_quiet_at(moment: datetime) -> bool:
    """
    Return whether nobody is called or written to at this hour, on whatever day.
    """
    return not BEGIN <= on_the_wall(moment).time() < END


def may_contact_at(
    moment: datetime, *, works: Callable[[date], bool] = is_working_day
) -> bool:
    """
    Return whether this is none of the quiet hours, and no weekend and no holiday.

    It is the clock on the wall that counts, on the days too when it is changed.
    """
    return not is_quiet_at(moment) and works(on_the_wall(moment).date())


def first_contact_from(
    moment: datetime, *, works: Callable[[date], bool] = is_working_day
) -> datetime:
    """
    Return the moment itself, or the next morning on which she may be contacted.
    """
    if may_contact_at(moment, works=works):
        return moment
    local = on_the_wall(moment)
    day = local.date()
    if local.time() >= BEGIN:
        day += _DAY
    while not works(day):
        day += _DAY
    return in_utc(day, BEGIN)
