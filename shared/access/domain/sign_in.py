"""
A sign-in: one person at one browser, until she leaves or forgets that she is there.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from shared.access.domain.user import User
from shared.kernel.organisations import Within

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
SEEN_EVERY = timedelta(minutes=1)


class HowItEnded(StrEnum):
    """
    Why she has to sign in anew.
    """

    SAT_STILL = "sat-still"
    LONG_DAY = "long-day"
    NOBODY_KNOWS = "not-signed-in-any-more"


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """
    ``id`` names it in logs; the secret that the browser shows is known to nobody.
    """

    id: UUID
    user_id: UUID
    begun_at: datetime
    seen_at: datetime

    def holds(self, *, now: datetime) -> bool:
        """
        Whether it lasts: for half an hour after the last look, and for a working day.
        """
        return self.left(now=now) > timedelta(0)

    def left(self, *, now: datetime) -> timedelta:
        """
        Return how long it still lasts if nobody does anything.
        """
        return min(self.seen_at + IDLE, self.begun_at + LONGEST) - now

    def may_be_prolonged(self) -> bool:
        """
        Whether it lasts longer when she does something: not beyond her working day.
        """
        return self.seen_at + IDLE < self.begun_at + LONGEST

    def sat_still(self, *, now: datetime) -> bool:
        """
        Whether it is over because nobody has done anything.
        """
        return now - self.seen_at >= IDLE

    def is_to_be_noted(self, *, now: datetime) -> bool:
        """
        Whether it is time to write down that she is here: once a minute is enough.
        """
        return now - self.seen_at >= SEEN_EVERY


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """
    A sign-in, and whose it is; beyond ``within`` she sees nothing, None is all.
    """

    sign_in: SignIn
    user: User
    within: Within | None
