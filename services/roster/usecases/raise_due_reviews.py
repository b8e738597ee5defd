"""
Asking the team about mothers: by the clock, and when a child has started in daycare.
"""

from datetime import datetime
from uuid import UUID

from services.roster.domain.due_review import DueReview
from services.roster.domain.enrolment import ReviewCause
from services.roster.usecases.acting import act_of_system, write_down
from services.roster.usecases.ports import UnitOfWork

_AT_ONCE = 200


def raise_due_reviews(*, now: datetime, uow: UnitOfWork) -> int:
    """
    Ask about whoever has not answered, has a child over two, or was long away.

    Nobody is moved by it, and nothing is asked twice because of the same. Returns how
    many were asked about; there may be more.
    """
    act = act_of_system(now=now, uow=uow)
    with uow:
        due = uow.mothers.due_reviews(on=act.on, limit=_AT_ONCE)
        raised = sum(_raise_review(one, now=now, uow=uow) for one in due)
        uow.commit()
    return raised


def raise_review_on_daycare_start(
    *, mother_id: UUID, child_id: UUID, now: datetime, uow: UnitOfWork
) -> None:
    """
    Ask about a mother whose child has started in daycare.

    Not in the group, she is asked about by nobody.
    """
    with uow:
        cause = ReviewCause.DAYCARE_STARTED
        due = DueReview(mother_id=mother_id, cause=cause, about=child_id)
        if uow.mothers.find(mother_id):
            _raise_review(due, now=now, uow=uow)
        uow.commit()


def _raise_review(due: DueReview, *, now: datetime, uow: UnitOfWork) -> bool:
    mother = uow.mothers.get(due.mother_id)
    act = act_of_system(now=now, uow=uow)
    change = mother.raise_review(cause=due.cause, about=due.about, act=act)
    write_down(change, mother, uow=uow)
    return change is not None
