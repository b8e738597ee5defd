"""
Putting a mother off until a day on which somebody has promised to call.
"""

from dataclasses import dataclass
from datetime import date, datetime

from shared.kernel.organisations import Role

_NOT_PUT_OFF = 1


@dataclass(frozen=True, kw_only=True)
class Snooze:
    """
    The one day that counts, however often it was moved; ``is_due`` once it has come.

    ``by_role`` and ``at`` are who has promised it and when; of before that was kept
    they are empty.
    """

    until: date
    is_due: bool = False
    by_role: Role | None = None
    at: datetime | None = None


def version_of(snooze: Snooze | None) -> int:
    """
    Return the number of the promised day, or of none: a page with another one is old.
    """
    return snooze.until.toordinal() if snooze else _NOT_PUT_OFF


def latest_snooze(*, next_meeting: date, review_on: date | None = None) -> date:
    """
    Return the last day to which she may be put off.

    She is called before she could be missed again, and no later than on the day on
    which she is to be asked anew what she wants.
    """
    return min(next_meeting, review_on) if review_on else next_meeting
