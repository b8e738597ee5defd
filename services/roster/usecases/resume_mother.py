from datetime import datetime
from uuid import UUID

from services.roster.domain.mother import Mother
from services.roster.usecases.acting import take_step
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def resume_mother(
    *, mother_id: UUID, by: Role, now: datetime, uow: UnitOfWork
) -> Mother:
    """
    Take a mother back from her pause, because she has said so.

    Raises MotherNotFound, RoleMayNot or NotFromHere.
    """
    return take_step(
        lambda mother, act: mother.resume(act=act),
        mother_id=mother_id,
        by=by,
        now=now,
        uow=uow,
    )
