from datetime import datetime
from uuid import UUID

from services.roster.domain.enrolment import Decision
from services.roster.domain.mother import Mother
from services.roster.usecases.acting import take_step
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def decide_review(
    *, mother_id: UUID, decision: Decision, by: Role, now: datetime, uow: UnitOfWork
) -> Mother:
    """
    Say what should happen with a mother; it does when a second role agrees.

    Raises MotherNotFound, RoleMayNot, NotFromHere, NothingToDecide or Invalid.
    """
    return take_step(
        lambda mother, act: mother.decide(decision=decision, act=act),
        mother_id=mother_id,
        by=by,
        now=now,
        uow=uow,
    )
