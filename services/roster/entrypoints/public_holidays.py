"""
The days on which a Danish daycare is closed by law.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

# No public holidays, but days on which the law lets a daycare close.
_ALSO = frozenset({(6, 5), (12, 24)})


@lru_cache(maxsize=32)
def danish_public_holidays(year: int) -> Mapping[date, str]:
    """
    Return the public holidays of a year, Constitution Day and Christmas Eve, by day.

    The library costs a second and 22 MB, so only whoever plans a year pays for it.
    """
    from holidays import country_holidays

    public, optional = [
        country_holidays("DK", years=year, categories=(kind,), language="da")
        for kind in ("public", "optional")
    ]
    also = {day: name for day, name in optional.items() if _key(day) in _ALSO}
    return dict(sorted({**also, **public}.items()))


def _key(day: date) -> tuple[int, int]:
    return day.month, day.day
