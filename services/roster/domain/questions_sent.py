"""
How many questions come by one mother's link in a day, without knowing by whose.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import UUID

from services.roster.domain.errors import EnoughQuestions
from shared.kernel.secret import digest_of

MOST_A_DAY = 3


@dataclass(kw_only=True)
class QuestionsSent:
    """
    The count of one link on one day; it goes with the day.

    Its id is made of the secret and the day. Of the secret only another digest is kept,
    so whoever reads the database cannot tell which mother has asked.
    """

    id: UUID
    day: date
    number: int = 0

    @classmethod
    def none_by(cls, secret: str, *, on: date) -> Self:
        return cls(id=id_of_questions(secret, on=on), day=on)

    def count_one(self) -> None:
        if self.number >= MOST_A_DAY:
            raise EnoughQuestions
        self.number += 1


def id_of_questions(secret: str, *, on: date) -> UUID:
    return UUID(digest_of(f"{secret} {on.isoformat()}")[:32])
