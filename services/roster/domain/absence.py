"""
That somebody who runs a group cannot be there, and what her deputy says to that.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from services.roster.domain.errors import AbsenceKnown
from services.roster.domain.session import Session
from shared.kernel.clock import on_the_wall
from shared.kernel.refusal import Invalid

LONGEST_ABSENCE = timedelta(days=366)


class AbsenceKind(StrEnum):
    """
    No more than colleagues need: nobody writes what she is ill with.
    """

    COURSE = "course"
    ILLNESS = "illness"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """
    What one deputy says to one session on one day; another day is another question.
    """

    session_id: UUID
    day: date
    deputy_id: UUID
    comes: bool

    def is_about(self, session: Session, *, deputy_id: UUID) -> bool:
        same = (self.session_id, self.deputy_id) == (session.id, deputy_id)
        return same and self.day == day_of(session)


@dataclass(kw_only=True)
class Absence:
    """
    The days on which one person is away, the last among them.

    The answers stand in it: when she is back they go with it, and when she is away
    another time her deputy is asked anew. Refuses days that nobody can mean.
    """

    id: UUID
    user_id: UUID
    first_day: date
    last_day: date
    # Why somebody is away says something of her health: it stays out of every text.
    kind: AbsenceKind = field(repr=False)
    answers: list[Answer] = field(default_factory=list)
    version: int = 1

    def __post_init__(self) -> None:
        if not timedelta(0) <= self.last_day - self.first_day <= LONGEST_ABSENCE:
            told = "Write a day from the first one on, within a year."
            raise Invalid({"last_day": [told]})

    def is_on(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def refuse_if_known(self, others: "list[Absence]") -> None:
        """
        Refuse a second absence of one person on one day: it would be asked twice.
        """
        for other in others:
            if other.first_day <= self.last_day and self.first_day <= other.last_day:
                raise AbsenceKnown(id=str(other.id), state="away")

    def answer(self, session: Session, *, deputy_id: UUID, comes: bool) -> None:
        """
        Take what the deputy says; what she said before to the same is replaced.
        """
        kept = [one for one in self.answers if one.session_id != session.id]
        told = Answer(
            session_id=session.id,
            day=day_of(session),
            deputy_id=deputy_id,
            comes=comes,
        )
        self.answers = [*kept, told]
        self.version += 1

    def says(self, session: Session, *, deputy_id: UUID) -> bool | None:
        """
        Return whether the deputy comes; None as long as she has not said.
        """
        found = (
            one for one in self.answers if one.is_about(session, deputy_id=deputy_id)
        )
        return next((one.comes for one in found), None)


def day_of(session: Session) -> date:
    return on_the_wall(session.starts_at).date()
