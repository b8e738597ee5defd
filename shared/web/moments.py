"""
Moments and languages by name, in the language that is read in.
"""

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

from babel import Locale

from shared.web import danish, english
from shared.web.language import current_language

_WRITTEN_BY: Mapping[str, ModuleType] = {"da": danish, "en": english}
_LOCALES = {language: Locale(language) for language in _WRITTEN_BY}


def _in_the_language(name: str) -> Callable[..., str]:
    def write(moment: Any) -> str:
        written: str = getattr(_WRITTEN_BY[current_language()], name)(moment)
        return written

    write.__name__ = name
    return write


day = _in_the_language("day")
date_with_year = _in_the_language("date_with_year")
month = _in_the_language("month")
time_of_day = _in_the_language("time_of_day")
day_and_time = _in_the_language("day_and_time")
week = _in_the_language("week")


def sentence(text: str) -> str:
    """
    Begin with a capital, and leave the other letters as their language has them.
    """
    return text[:1].upper() + text[1:]


FILTERS = (
    day,
    date_with_year,
    month,
    time_of_day,
    day_and_time,
    week,
    danish.phone,
    sentence,
)
"""What a template may write moments and words with, in every language."""


def language_name(code: str) -> str:
    """
    Return what a language is called; a code that has no name stays a code.
    """
    locale = _LOCALES[current_language()]
    return str(_names(locale).get(code.replace("-", "_").casefold(), code))


def _names(locale: Locale) -> Mapping[str, str]:
    key = str(locale)
    if key not in _NAMES:
        _NAMES[key] = {code.casefold(): name for code, name in locale.languages.items()}
    return _NAMES[key]


_NAMES: dict[str, Mapping[str, str]] = {}


def weekday_names() -> tuple[str, ...]:
    """
    Return the days of the week as they stand in a list, Monday first.
    """
    names = _LOCALES[current_language()].days["stand-alone"]["wide"]
    return tuple(str(names[number]).capitalize() for number in range(7))
