"""
The day from which the municipality owes a child a place in daycare.
"""

from calendar import monthrange
from datetime import date

MONTHS_OF_AGE = 6
MONTHS_OF_NOTICE = 3


def months_later(day: date, *, months: int) -> date:
    """
    Return the same day of a later month, or that month's last day if it is shorter.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def guarantee_date(*, born_on: date, applied_on: date, needed_on: date) -> date:
    """
    Return the latest of: six months old, three months after applying, the need.

    It holds for an application without a declined offer: who declines has no
    guarantee.
    """
    return max(
        months_later(born_on, months=MONTHS_OF_AGE),
        months_later(applied_on, months=MONTHS_OF_NOTICE),
        needed_on,
    )
