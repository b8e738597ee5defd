"""
The one place where the time is asked. Below the entrypoints it comes in as ``now``.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


class Clock:
    """
    The machine's clock, in aware UTC.
    """

    def now(self) -> datetime:
        return datetime.now(UTC)


def in_utc(day: date, at: time) -> datetime:
    """
    Return the moment of a Copenhagen wall-clock time, in UTC.

    In the night when the clock goes forward, a time that does not exist becomes the one
    an hour later; when it goes back, the first of the two is meant.
    """
    local = datetime.combine(day, at, tzinfo=COPENHAGEN)
    return local.astimezone(UTC)


def on_the_wall(moment: datetime) -> datetime:
    """
    Return the moment as a clock on a wall in Copenhagen shows it.
    """
    return moment.astimezone(COPENHAGEN)
