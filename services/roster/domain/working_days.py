"""
How many working days ahead a day is.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

_DAY = timedelta(days=1)
_SATURDAY = 5


def working_days_before(
    day: date, number: int, *, public_holidays: Callable[[int], Mapping[date, str]]
) -> date:
    """
    Return the working day that lies so many of them before a day.
    """
    while number:
        day -= _DAY
        if day.weekday() < _SATURDAY and day not in public_holidays(day.year):
            number -= 1
    return day
