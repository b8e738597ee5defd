"""
A day in the words of each language that the product speaks to mothers in.
"""

from datetime import date

from babel.dates import format_date

# The tables know Filipino under its own code only.
_LOCALES = {"tl": "fil"}
# A day without its year, as each language writes it; the tables have only short ones.
_USUAL_DAY = "EEEE d MMMM"
_DAYS = {
    "da": "EEEE d. MMMM",
    "so": "EEEE, MMMM d",
    "tl": "EEEE, MMMM d",
    "tr": "d MMMM EEEE",
    "vi": "EEEE, d MMMM",
}


def day_in(language: str, day: date) -> str:
    """
    Write a day without its year, as ``tirsdag 24. november``.
    """
    pattern = _DAYS.get(language, _USUAL_DAY)
    return str(format_date(day, pattern, locale=_LOCALES.get(language, language)))
