"""
What whoever cooks for a session has to know.
"""

from dataclasses import dataclass, field

from services.roster.domain.attendance import Outcome
from services.roster.domain.mother import Mother
from services.roster.domain.register import SessionState
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.views import RegisterLine, RegisterView


@dataclass(frozen=True, kw_only=True)
class FoodNote:
    """
    What one mother has told that she eats or does not eat.
    """

    mother: Mother = field(repr=False)
    text: str = field(repr=False)


def food_of_session(seen: RegisterView, *, uow: UnitOfWork) -> list[FoodNote]:
    """
    Return by name what those told who come to an open register, and nobody else.

    Who has cancelled is not cooked for, and nobody cooks for a session that is over.
    """
    if seen.session.state is not SessionState.PLANNED:
        return []
    coming = [line.mother for line in seen.lines if _may_come(line)]
    with uow.reading():
        told = uow.profiles.food_notes([mother.id for mother in coming])
    return [
        FoodNote(mother=mother, text=told[mother.id])
        for mother in coming
        if mother.id in told
    ]


def _may_come(line: RegisterLine) -> bool:
    return line.attendance is None or line.attendance.outcome is Outcome.ATTENDED
