"""
The review of an agreement as a task: its day has come, and she is to be asked again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from shared.kernel.ids import id_of_cause
from shared.kernel.organisations import Role


class AskedOutcome(StrEnum):
    """
    Nobody took the call; she was asked and has no answer yet; or she has said a word.
    """

    NOT_REACHED = "not_reached"
    NO_ANSWER = "no_answer"
    ANSWERED = "answered"


USUAL_MINUTES_OF_ASKING: Mapping[AskedOutcome, int] = {
    AskedOutcome.NOT_REACHED: 2,
    AskedOutcome.NO_ANSWER: 5,
    AskedOutcome.ANSWERED: 10,
}
"""What it takes to ask her, by what came of it: nobody is asked how long it took."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """
    That somebody has contacted her to ask her again, and what came of it.

    ``minutes`` is how long that takes usually; it is empty where the same call is an
    attempt about what she has missed, whose minutes count. One that was a slip is
    marked, and counts no more.
    """

    at: datetime
    by_role: Role
    outcome: AskedOutcome = AskedOutcome.NO_ANSWER
    minutes: int | None = None
    taken_back_at: datetime | None = None
    taken_back_by: Role | None = None

    @property
    def stands(self) -> bool:
        return self.taken_back_at is None


class ReviewOutcome(StrEnum):
    """
    She was asked or has said something; or there is nothing to ask any more.
    """

    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Review:
    """
    One for each review date; her last one is kept, also once it has ended.

    ``due_on`` is that day, or the one to which she was put off. It has a ``version``
    that grows with each change, also from one to the next.
    """

    mother_id: UUID
    on: date
    due_on: date
    opened_at: datetime
    ended_at: datetime | None = None
    outcome: ReviewOutcome | None = None
    version: int = 1

    @property
    def id(self) -> UUID:
        return id_of_cause("review", self.mother_id, str(self.on))

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    def ended(self, outcome: ReviewOutcome, *, at: datetime) -> Self:
        return replace(self, ended_at=at, outcome=outcome, version=self.version + 1)
