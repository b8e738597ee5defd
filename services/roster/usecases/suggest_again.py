from datetime import datetime
from uuid import UUID

from services.roster.domain.mother import Mother
from services.roster.usecases.acting import take_step
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def suggest_again(
    *, mother_id: UUID, by: Role, now: datetime, uow: UnitOfWork
) -> Mother:
    """
    Suggest a mother again who has left and has a new baby.

    Raises MotherNotFound, RoleMayNot or NotFromHere.
    """
    return take_step(
        lambda mother, act: mother.has_new_baby(act=act),
        mother_id=mother_id,
        by=by,
        now=now,
        uow=uow,
    )
