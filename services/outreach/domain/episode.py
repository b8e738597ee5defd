"""
An episode: all that is done about one mother until she is reached.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from services.outreach.domain.errors import EpisodeClosed
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.follow_up_state import OUT_OF_GROUP, FollowUpState


class EpisodeOutcome(StrEnum):
    """
    How it ended, as a code.
    """

    CAME_BACK = "came_back"
    REACHED = "reached"
    LATE_CANCELLATION = "late_cancellation"
    CORRECTED = "corrected"
    SESSION_CANCELLED = "session_cancelled"
    NO_THANKS = "no_thanks"
    OUT_OF_GROUP = "out_of_group"
    OPEN_DOOR = "open_door"
    HEALTH_VISITOR_ASKS = "health_visitor_asks"


_WEIGHTIEST_FIRST = (
    EpisodeOutcome.NO_THANKS,
    EpisodeOutcome.CAME_BACK,
    EpisodeOutcome.OPEN_DOOR,
    EpisodeOutcome.HEALTH_VISITOR_ASKS,
)


def outcome_of(follow_ups: Collection[FollowUp]) -> EpisodeOutcome | None:
    """
    Return how an episode with these follow-ups ended; nothing while one is open.

    What she said or did weighs more than a miss that was none: a no thanks most, then
    that she came back, then what a team talk has decided, then that she was reached,
    then that she is not in the group. If all were withdrawn, the last one is why.
    """
    if not follow_ups or any(each.is_open for each in follow_ups):
        return None
    reasons = {each.reason for each in follow_ups}
    said = next((one for one in _WEIGHTIEST_FIRST if one.value in reasons), None)
    if said is not None:
        return said
    if any(each.state is FollowUpState.COMPLETED for each in follow_ups):
        return EpisodeOutcome.REACHED
    if OUT_OF_GROUP in reasons:
        return EpisodeOutcome.OUT_OF_GROUP
    last = max(follow_ups, key=lambda each: (each.closed_at or each.opened_at, each.id))
    return EpisodeOutcome(str(last.reason))


@dataclass(kw_only=True)
class Episode:
    """
    Opened by a miss, joined by the next ones, closed with the last of them.

    A mother has at most one open; a miss after it has ended opens a new one.
    """

    id: UUID
    mother_id: UUID
    opened_at: datetime
    closed_at: datetime | None = None
    outcome: EpisodeOutcome | None = None
    version: int = 1

    @classmethod
    def open(cls, *, episode_id: UUID, mother_id: UUID, at: datetime) -> Self:
        return cls(id=episode_id, mother_id=mother_id, opened_at=at)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def close(self, *, outcome: EpisodeOutcome, at: datetime) -> None:
        if self.outcome is not None:
            raise EpisodeClosed(state=self.outcome, version=self.version)
        self.outcome = outcome
        self.closed_at = at
        self.version += 1

    def close_if_answered(
        self, *, follow_ups: Collection[FollowUp], at: datetime
    ) -> bool:
        """
        Close it if none of its follow-ups is open; return whether it was closed.

        ``follow_ups`` are all of this episode. Asked again later it changes nothing.
        """
        outcome = outcome_of(follow_ups)
        if outcome is None or not self.is_open:
            return False
        self.close(outcome=outcome, at=at)
        return True
