"""
One attempt to reach a mother: a text, a call, a voice message or a visit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from shared.kernel.organisations import Role


class Channel(StrEnum):
    """
    The way in which she was tried; the last two offer that somebody comes along.
    """

    TEXT = "text"
    CALL = "call"
    VOICE = "voice"
    VISIT = "visit"
    BUDDY = "buddy"
    PICKUP_OFFER = "pickup_offer"


OFFERS = frozenset({Channel.BUDDY, Channel.PICKUP_OFFER})


class AttemptOutcome(StrEnum):
    """
    What came of it: nobody answered yet, or what she said, as a code.
    """

    NO_ANSWER = "no_answer"
    LEFT_MESSAGE = "left_message"
    COMING_NEXT = "coming_next"
    PRACTICAL_HELP = "practical_help"
    KEEP_GOING = "keep_going"
    JUST_HARD_TODAY = "just_hard_today"
    WANTS_PAUSE = "wants_pause"
    CONCERN = "concern"
    NO_THANKS = "no_thanks"


NOT_REACHED = frozenset({AttemptOutcome.NO_ANSWER, AttemptOutcome.LEFT_MESSAGE})
USUAL_MINUTES: Mapping[Channel, int] = {
    Channel.TEXT: 2,
    Channel.CALL: 2,
    Channel.VOICE: 3,
    Channel.VISIT: 20,
    Channel.BUDDY: 5,
    Channel.PICKUP_OFFER: 5,
}
"""What it takes when she was not reached, as long as nobody says something else."""
USUAL_MINUTES_ANSWERED: Mapping[Channel, int] = {
    **USUAL_MINUTES,
    Channel.TEXT: 5,
    Channel.CALL: 10,
    Channel.VISIT: 30,
}
"""What it takes when she answered: the longest calls must not count as nothing."""


def usual_minutes(
    channel: Channel, outcome: AttemptOutcome, *, she_began: bool
) -> int | None:
    """
    Return what an attempt takes usually; of hers that was not answered nothing is ours.
    """
    if outcome not in NOT_REACHED:
        return USUAL_MINUTES_ANSWERED[channel]
    return None if she_began else USUAL_MINUTES[channel]


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """
    What was tried, when, by which role, and the code of what came of it.

    There is no room for a text: what she tells is hers and is not written down. One
    that was a slip is marked as taken back, and counts no more. ``minutes`` is how long
    it took, if somebody said so. ``she_began`` if she called or wrote herself.
    ``written_at`` is when it was written down, if that was later than ``at``.
    """

    id: UUID
    follow_up_id: UUID
    channel: Channel
    outcome: AttemptOutcome
    at: datetime
    by_role: Role
    minutes: int | None = None
    she_began: bool = False
    taken_back_at: datetime | None = None
    taken_back_by: Role | None = None
    written_at: datetime | None = None

    @property
    def noted_at(self) -> datetime:
        return self.written_at or self.at

    @property
    def says(self) -> AttemptOutcome:
        """
        Return what it asks of us: who takes an offer to be fetched is to be fetched.
        """
        took = (Channel.PICKUP_OFFER, AttemptOutcome.COMING_NEXT)
        if (self.channel, self.outcome) == took:
            return AttemptOutcome.PRACTICAL_HELP
        return self.outcome

    @property
    def stands(self) -> bool:
        return self.taken_back_at is None
