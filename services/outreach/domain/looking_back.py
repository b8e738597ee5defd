"""
What has happened may be written down afterwards: not ahead, and not without end.
"""

from datetime import date, datetime, timedelta

from shared.kernel.refusal import Invalid

LONGEST_AGO = timedelta(days=60)
TOO_LONG_AGO = f"Within the last {LONGEST_AGO.days} days."


def check_day(day: date, *, field: str, today: date) -> None:
    """
    Raise Invalid for a day that is still to come, or that is too long ago.

    A no thanks from tomorrow would outlive her yes of today.
    """
    if day > today:
        raise Invalid({field: ["Not a day that is still to come."]})
    if day < today - LONGEST_AGO:
        raise Invalid({field: [TOO_LONG_AGO]})


def check_moment(moment: datetime, *, field: str, now: datetime) -> None:
    if moment > now:
        raise Invalid({field: ["Not a time that is still to come."]})
    if now - moment > LONGEST_AGO:
        raise Invalid({field: [TOO_LONG_AGO]})
