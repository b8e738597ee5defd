"""
Moments as people who read English in Denmark write them.
"""

from datetime import date, datetime

from babel.dates import format_date

from shared.kernel.clock import on_the_wall


def day(moment: date | datetime) -> str:
    """
    Write a day as ``Tuesday 24 November``.
    """
    return format_date(_date(moment), "EEEE d MMMM", locale="en_GB")


def date_with_year(moment: date | datetime) -> str:
    """
    Write a date as ``24 November 2026``.
    """
    return format_date(_date(moment), "d MMMM y", locale="en_GB")


def month(moment: date | datetime) -> str:
    """
    Write a month as ``November 2026``.
    """
    return format_date(_date(moment), "MMMM y", locale="en_GB")


def time_of_day(moment: datetime) -> str:
    """
    Write a time as ``10:00``.
    """
    return on_the_wall(moment).strftime("%H:%M")


def day_and_time(moment: datetime) -> str:
    """
    Write a moment as ``Tuesday 24 November, 10:00``.
    """
    return f"{day(moment)}, {time_of_day(moment)}"


def week(moment: date | datetime) -> str:
    """
    Write the ISO week as ``week 48``.
    """
    return f"week {_date(moment).isocalendar().week}"


def _date(moment: date | datetime) -> date:
    return on_the_wall(moment).date() if isinstance(moment, datetime) else moment
