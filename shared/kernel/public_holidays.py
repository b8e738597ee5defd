"""
The days on which a Danish daycare is closed by law.
"""

from datetime import date, timedelta
from functools import lru_cache

# New Year, Constitution Day, Christmas Eve, Christmas. Two of them are no public
# holidays, but days on which the law lets a daycare close.
_SAME_DAY = ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26))
# Counted from Easter Sunday: Maundy Thursday, Good Friday, Easter, Ascension, Whitsun.
_FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)
# The Great Prayer Day was abolished from 2024 on.
_GREAT_PRAYER_DAY = 26
_LAST_GREAT_PRAYER_DAY = 2023


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """
    Return them, computed: a library that knows their names as well costs a second.
    """
    easter = easter_sunday(year)
    moving = [*_FROM_EASTER]
    if year <= _LAST_GREAT_PRAYER_DAY:
        moving.append(_GREAT_PRAYER_DAY)
    return frozenset(
        [date(year, month, day) for month, day in _SAME_DAY]
        + [easter + timedelta(days=days) for days in moving]
    )


def easter_sunday(year: int) -> date:
    """
    Return Easter Sunday of the Gregorian calendar, as Gauss and Lichtenberg found it.
    """
    century, in_century = divmod(year, 100)
    golden = year % 19
    leaps, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quarters, single = divmod(in_century, 4)
    weekday = (32 + 2 * rest + 2 * quarters - epact - single) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
