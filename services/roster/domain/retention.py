"""
How long a mother is kept who is not with us any more.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from services.roster.domain.attendance import Outcome

# She came, or told us that she could not: both are contact.
SEEN_BY = (
    Outcome.ATTENDED,
    Outcome.CANCELLED,
    Outcome.CANCELLED_LATE,
    Outcome.EXCUSED,
)
TOLD_BEFORE = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """
    A clock runs from her no thanks, or from the last time that we had contact.
    """

    no_thanks: timedelta
    not_seen: timedelta

    def limits(self, *, on: date) -> "Limits":
        return Limits(
            declined_before=on - self.no_thanks, seen_since=on - self.not_seen
        )


@dataclass(frozen=True, kw_only=True)
class Limits:
    """
    Whoever declined before the one day, or was not seen since the other, is due.
    """

    declined_before: date
    seen_since: date
