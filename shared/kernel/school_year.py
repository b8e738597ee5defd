"""
The school years by which a municipality plans its holidays.
"""

from datetime import date

BEGINS_IN = 8
"""August."""


def school_year_of(day: date) -> int:
    """
    Return the year in which the school year of this day began, with August.
    """
    return day.year if day.month >= BEGINS_IN else day.year - 1
