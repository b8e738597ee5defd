"""
The one place where the time is asked. Below the entrypoints it comes in as ``now``.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_DAY = timedelta(days=1)


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


def day_of(moment: datetime) -> date:
    """
    Return the day that it is then in Copenhagen.
    """
    return on_the_wall(moment).date()


def bounds_of_day(day: date) -> tuple[datetime, datetime]:
    """
    Return when a day begins and ends on a wall in Copenhagen, in UTC.

    It lasts 23 or 25 hours when the clock changes.
    """
    midnight = time(0)
    return in_utc(day, midnight), in_utc(day + _DAY, midnight)
