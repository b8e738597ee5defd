"""
What one word about a mother has changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Self
from uuid import UUID

from services.outreach.domain.agreement import AgreementKind
from services.outreach.domain.attempt import Attempt
from services.outreach.domain.episode import Episode
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.ladder_steps import StepKind


@dataclass(kw_only=True)
class Change:
    """
    The follow-ups and episodes that were opened or ended, each once and as they stand.

    ``agreement_from`` is what had been agreed before, if that has changed; ``unsaid``
    are the versions of what she never said, because it was a slip, and ``unsaid_on``
    when that was found. ``untexted`` are those whose neutral text is
    taken back, while they go on. ``step`` is the one of the ladder that the attempt
    did, and to ``agreed_session_id`` she says that she comes.
    """

    follow_ups: list[FollowUp] = field(default_factory=list)
    episodes: list[Episode] = field(default_factory=list)
    agreement_from: AgreementKind | None = None
    attempt: Attempt | None = None
    step: StepKind | None = None
    agreed_session_id: UUID | None = None
    taken_back: Attempt | None = None
    unsaid: range | None = None
    unsaid_on: date | None = None
    untexted: list[FollowUp] = field(default_factory=list)

    def add(self, other: Self) -> None:
        self.follow_ups += other.follow_ups
        self.episodes += other.episodes
        self.untexted += other.untexted


def only_opened_once(follow_ups: Iterable[FollowUp]) -> list[FollowUp]:
    """
    Leave out what has ended before it was ever opened: nobody was told that it began.
    """
    return [each for each in follow_ups if each.was_opened]
