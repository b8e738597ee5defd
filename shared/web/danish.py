"""
Moments and numbers as people in Denmark write them.
"""

from datetime import date, datetime

import phonenumbers
from babel.dates import format_date

from shared.kernel.clock import on_the_wall


def day(moment: date | datetime) -> str:
    """
    Write a day as ``tirsdag d. 24. november``.
    """
    local = on_the_wall(moment).date() if isinstance(moment, datetime) else moment
    return format_date(local, "EEEE 'd.' d. MMMM", locale="da")


def date_with_year(moment: date | datetime) -> str:
    """
    Write a date as ``24. november 2026``.
    """
    local = on_the_wall(moment).date() if isinstance(moment, datetime) else moment
    return format_date(local, "d. MMMM y", locale="da")


def month(moment: date | datetime) -> str:
    """
    Write a month as ``november 2026``.
    """
    local = on_the_wall(moment).date() if isinstance(moment, datetime) else moment
    return format_date(local, "MMMM y", locale="da")


def time_of_day(moment: datetime) -> str:
    """
    Write a time as ``10.00``.
    """
    return on_the_wall(moment).strftime("%H.%M")


def day_and_time(moment: datetime) -> str:
    """
    Write a moment as ``tirsdag d. 24. november kl. 10.00``.
    """
    return f"{day(moment)} kl. {time_of_day(moment)}"


def week(moment: date | datetime) -> str:
    """
    Write the ISO week as ``uge 48``.
    """
    local = on_the_wall(moment).date() if isinstance(moment, datetime) else moment
    return f"uge {local.isocalendar().week}"


def phone(number: str | None) -> str:
    """
    Write a number that is stored as ``+4522334455`` as ``22 33 44 55``.
    """
    if not number:
        return ""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number  # A number that we cannot group is shown as it is kept.
    national = parsed.country_code == _DENMARK
    style = phonenumbers.PhoneNumberFormat
    written = phonenumbers.format_number(
        parsed, style.NATIONAL if national else style.INTERNATIONAL
    )
    return str(written)


_DENMARK = 45
