"""
Which days a person can mean: a slip of the year must not reach a mother or a partner.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from services.referrals.domain.errors import DayNotPossible, NotFirstOfMonth
from shared.kernel.clock import on_the_wall
from shared.kernel.contact_hours import is_working_day

LONGEST = timedelta(days=3 * 366)  # A child is in the group for two years at most.
_DAY = timedelta(days=1)


def working_days_later(day: date, number: int) -> date:
    """
    Return the working day that lies so many of them after a day.
    """
    while number:
        day += _DAY
        number -= is_working_day(day)
    return day


def refuse_unless_ahead(*, now: datetime, **moments: datetime) -> None:
    """
    Refuse a moment that is past, or so far ahead that nobody can mean it.
    """
    _refuse_unless(lambda moment: now <= moment <= now + LONGEST, **moments)


def refuse_unless_from_today(*, now: datetime, **days: date) -> None:
    """
    Refuse a day before today, as a clock on a wall here shows it, or years ahead.
    """
    today = on_the_wall(now).date()
    _refuse_unless(lambda day: today <= day <= today + LONGEST, **days)


def refuse_unless_until_today(*, now: datetime, **days: date) -> None:
    """
    Refuse a day after today for what is told as done, or one of years ago.
    """
    today = on_the_wall(now).date()
    _refuse_unless(lambda day: today - LONGEST <= day <= today, **days)


def refuse_unless_from_this_month(*, now: datetime, **months: date) -> None:
    """
    Refuse a month that is over, or another day of a month than its first.
    """
    _refuse_unless_first(**months)
    first = on_the_wall(now).date().replace(day=1)
    _refuse_unless(lambda month: first <= month <= first + LONGEST, **months)


def refuse_unless_until_this_month(*, now: datetime, **months: date) -> None:
    """
    Refuse a month that has not come, or another day of a month than its first.
    """
    _refuse_unless_first(**months)
    refuse_unless_until_today(now=now, **months)


def _refuse_unless_first(**months: date) -> None:
    """
    Refuse another day than the first: only the month may be known, not the date.
    """
    errors = {
        name: ["Use the first day of the month."]
        for name, month in months.items()
        if month.day != 1
    }
    if errors:
        raise NotFirstOfMonth(errors)


def _refuse_unless(may_be: Callable[..., bool], **days: date) -> None:
    errors = {
        name: ["Use a day that can be meant here."]
        for name, day in days.items()
        if not may_be(day)
    }
    if errors:
        raise DayNotPossible(errors)
