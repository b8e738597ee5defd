"""
How often somebody may try to come in, counted for the account and for the address.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=15)
OF_ACCOUNT = 8
OF_ADDRESS = 20
# Wrong links: a whole house may share an address, and keep links that are too old.
OF_LINKS = 30


@dataclass(frozen=True, kw_only=True)
class Tries:
    """
    The tries since ``began_at``, the one that is under way among them.

    A name that nobody has is counted like any other, so the count tells nothing.
    """

    began_at: datetime
    number: int

    def is_too_many(self, limit: int) -> bool:
        return self.number > limit

    def seconds_left(self, *, now: datetime) -> int:
        return max(1, round((self.began_at + WINDOW - now).total_seconds()))
