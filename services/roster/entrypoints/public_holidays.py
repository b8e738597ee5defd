"""
The days on which a Danish daycare is closed by law.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from shared.web.language import current_language

# No public holidays, but days on which the law lets a daycare close.
_ALSO = frozenset({(6, 5), (12, 24)})


_SPOKEN = {"da": "da", "en": "en_US"}


def danish_public_holidays(year: int) -> Mapping[date, str]:
    """
    Return the public holidays of a year, Constitution Day and Christmas Eve, by day.

    They are called as the reader's language calls them.
    """
    return _public_holidays(year, _SPOKEN[current_language()])


@lru_cache(maxsize=64)
def _public_holidays(year: int, language: str) -> Mapping[date, str]:
    """
    Ask the library, which costs a second and 22 MB: only whoever plans a year pays.
    """
    from holidays import country_holidays

    public, optional = [
        country_holidays("DK", years=year, categories=(kind,), language=language)
        for kind in ("public", "optional")
    ]
    also = {day: name for day, name in optional.items() if _key(day) in _ALSO}
    return dict(sorted({**also, **public}.items()))


def _key(day: date) -> tuple[int, int]:
    return day.month, day.day
