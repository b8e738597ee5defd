"""
A team talk: two roles from two organisations decide what happens next about a mother.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from services.outreach.domain.errors import NotAskedToAsk, TeamTalkEnded
from services.outreach.domain.follow_up_state import HEALTH_VISITOR_ASKS, OPEN_DOOR
from shared.kernel.organisations import ORGANISATIONS_OF, Organisation, Role

# Who works with the mothers of a group; nobody else has a say about one.
TEAM = frozenset({Role.COORDINATOR, Role.HEALTH_VISITOR, Role.PAEDAGOG})


class Decision(StrEnum):
    """
    The ladder anew, more seldom, a question by the health visitor, or an open door.
    """

    NEW_LADDER = "new_ladder"
    LIGHTER = "lighter"
    HEALTH_VISITOR_ASKS = "health_visitor_asks"
    OPEN_DOOR = "open_door"


# These end the episode, for the reason that is kept with each follow-up.
ENDS: Mapping[Decision, str] = {
    Decision.HEALTH_VISITOR_ASKS: HEALTH_VISITOR_ASKS,
    Decision.OPEN_DOOR: OPEN_DOOR,
}


class EndedBy(StrEnum):
    """
    Why a talk was not needed any more: fewer misses, or she was reached meanwhile.
    """

    NOT_NEEDED = "not_needed"
    REACHED = "reached"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Vote:
    """
    What one role has said; a later one of the same role counts, and both are kept.
    """

    position: int
    role: Role
    decision: Decision
    at: datetime

    @property
    def organisation(self) -> Organisation:
        return next(iter(ORGANISATIONS_OF[self.role]))


def decided_by(votes: Iterable[Vote]) -> Decision | None:
    """
    Return what two roles of two organisations have both said last, if there is such.
    """
    last = {vote.role: vote for vote in sorted(votes, key=lambda one: one.position)}
    for vote in sorted(last.values(), key=lambda one: one.position):
        agreeing = {
            other.organisation
            for other in last.values()
            if other.decision is vote.decision
        }
        if len(agreeing) > 1:
            return vote.decision
    return None


@dataclass(kw_only=True)
class TeamTalk:
    """
    Raised when she has missed often and nobody has had contact.

    It ends by a decision, or by whatever ends the episode, and never because time goes
    by. ``asked_at`` is when the health visitor has asked her, if that was decided.
    """

    id: UUID
    mother_id: UUID
    episode_id: UUID
    raised_at: datetime
    sessions_missed: int
    votes: list[Vote] = field(default_factory=list)
    decision: Decision | None = None
    ended_at: datetime | None = None
    ended_by: EndedBy | None = None
    asked_at: datetime | None = None
    version: int = 1

    @classmethod
    def open(
        cls,
        *,
        talk_id: UUID,
        mother_id: UUID,
        episode_id: UUID,
        sessions_missed: int,
        at: datetime,
    ) -> Self:
        return cls(
            id=talk_id,
            mother_id=mother_id,
            episode_id=episode_id,
            sessions_missed=sessions_missed,
            raised_at=at,
        )

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def waits_for_health_visitor(self) -> bool:
        return self.decision is Decision.HEALTH_VISITOR_ASKS and self.asked_at is None

    def waits_for(self, role: Role) -> bool:
        """
        Whether this role has not said anything yet, or has still to ask the mother.
        """
        if self.is_open:
            return all(vote.role is not role for vote in self.votes)
        return self.waits_for_health_visitor and role is Role.HEALTH_VISITOR

    @property
    def roles(self) -> list[Role]:
        """
        Return who has said what was decided.
        """
        return sorted({v.role for v in self.votes if v.decision is self.decision})

    def vote(self, decision: Decision, *, by: Role, at: datetime) -> bool:
        """
        Take what one role says; return whether that decides it.

        The same from the same role again is one opinion, and is not kept twice.
        """
        if not self.is_open:
            raise TeamTalkEnded(
                state=self.decision or str(self.ended_by), version=self.version
            )
        hers = [each for each in self.votes if each.role is by]
        if hers and hers[-1].decision is decision:
            return False
        position = len(self.votes) + 1
        self.votes.append(Vote(position=position, role=by, decision=decision, at=at))
        self.version += 1
        self.decision = decided_by(self.votes)
        if self.decision is None:
            return False
        self.ended_at = at
        return True

    def end(self, *, by: EndedBy, at: datetime) -> None:
        """
        End it without a decision: there is nothing to decide any more.
        """
        self.ended_at, self.ended_by = at, by
        self.version += 1

    def goes_on(self, *, episode_id: UUID) -> None:
        """
        Go on as it stood, because the answer that had ended it was none.
        """
        self.ended_at = self.ended_by = None
        self.episode_id = episode_id
        self.version += 1

    def health_visitor_asked(self, *, at: datetime) -> None:
        """
        Note that the health visitor has asked her, as was decided.
        """
        if not self.waits_for_health_visitor:
            raise NotAskedToAsk(
                state=self.decision or "undecided", version=self.version
            )
        self.asked_at = at
        self.version += 1
