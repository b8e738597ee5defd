from datetime import datetime
from uuid import UUID

from services.roster.domain.enrolment import LeaveReason
from services.roster.domain.mother import Mother
from services.roster.usecases.acting import take_step
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def let_mother_leave(
    *, mother_id: UUID, reason: LeaveReason, by: Role, now: datetime, uow: UnitOfWork
) -> Mother:
    """
    Write down that a mother has left, and for what.

    Raises MotherNotFound, RoleMayNot or NotFromHere.
    """
    return take_step(
        lambda mother, act: mother.leave(reason=reason, act=act),
        mother_id=mother_id,
        by=by,
        now=now,
        uow=uow,
    )
