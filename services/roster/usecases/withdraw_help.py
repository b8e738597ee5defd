from datetime import datetime
from uuid import UUID

from services.roster.domain.mother import Mother
from services.roster.usecases.acting import take_step
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def withdraw_help(
    *, mother_id: UUID, by: Role, now: datetime, uow: UnitOfWork
) -> Mother:
    """
    Write down that a mother who offered to help the others does so no more.

    Raises MotherNotFound, RoleMayNot or NotFromHere.
    """
    return take_step(
        lambda mother, act: mother.withdraw_help(act=act),
        mother_id=mother_id,
        by=by,
        now=now,
        uow=uow,
    )
