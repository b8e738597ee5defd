"""
When a mark was made that has waited on a phone without a network.
"""

from datetime import datetime, timedelta

from services.roster.domain.errors import MarkTooOld

LONGEST_WAIT = timedelta(days=7)


def when_made(made_at: datetime | None, *, now: datetime) -> datetime:
    """
    Return the moment that the register keeps; None means that the mark did not wait.

    A phone's clock may be a little fast, and nothing was marked later than now. Refuses
    a mark that has waited for longer than answers are kept: if this is a repeat, nobody
    could tell any more.
    """
    if made_at is None:
        return now
    if made_at < now - LONGEST_WAIT:
        raise MarkTooOld
    return min(made_at, now)
