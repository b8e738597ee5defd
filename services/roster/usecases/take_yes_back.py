from datetime import datetime
from uuid import UUID

from services.roster.domain.mother import Mother
from services.roster.usecases.acting import take_step
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def take_yes_back(
    *, mother_id: UUID, by: Role, now: datetime, uow: UnitOfWork
) -> Mother:
    """
    Write down that a mother does not want us to be persistent any more.

    It is not a no thanks: she is welcome, and gets what everybody gets.

    Raises MotherNotFound, RoleMayNot or NotFromHere.
    """
    return take_step(
        lambda mother, act: mother.take_yes_back(act=act),
        mother_id=mother_id,
        by=by,
        now=now,
        uow=uow,
    )
