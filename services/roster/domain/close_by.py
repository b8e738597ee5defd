"""
By when a register has to be closed.
"""

from datetime import datetime, time, timedelta

from shared.kernel.clock import bounds_of_day, in_utc, on_the_wall

EVENING = time(20)
TIME_TO_CLOSE = timedelta(hours=1)


def close_by(
    *, starts_at: datetime, ends_at: datetime, reopened_at: datetime | None
) -> datetime:
    """
    Return the moment after which an open register is one that somebody has forgotten.

    That is 20:00 on the wall on its day, or an hour after its end if that is later. One
    that was reopened has until the evening of that day too.
    """
    moments = [_evening_of(starts_at), ends_at + TIME_TO_CLOSE]
    if reopened_at is not None:
        moments += [_evening_of(reopened_at), reopened_at + TIME_TO_CLOSE]
    return max(moments)


def forgotten_from(at: datetime) -> tuple[datetime, datetime]:
    """
    Return the moments before which, and by which, whatever is forgotten by now was.

    A register is forgotten if it began before the first, ended by the second, and was
    reopened, if it was, before and by both: the same as that ``close_by`` has been, for
    whoever looks through many of them.
    """
    day = on_the_wall(at).date()
    if in_utc(day, EVENING) > at:
        day -= timedelta(days=1)
    _, evening_is_over = bounds_of_day(day)
    return evening_is_over, at - TIME_TO_CLOSE


def _evening_of(moment: datetime) -> datetime:
    return in_utc(on_the_wall(moment).date(), EVENING)
