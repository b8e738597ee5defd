"""
The review of an agreement as a task: its day has come, and she is to be asked again.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from shared.kernel.ids import id_of_cause
from shared.kernel.organisations import Role


@dataclass(frozen=True, kw_only=True)
class Asked:
    """
    That somebody has asked her again, and that she did not answer.
    """

    at: datetime
    by_role: Role


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

    It has a ``version`` that grows with each change, also from one to the next.
    """

    mother_id: UUID
    on: date
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
