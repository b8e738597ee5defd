from datetime import datetime
from uuid import UUID

from services.roster.domain.mother import Mother
from services.roster.usecases.acting import take_step
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def ask_at_new_birth(
    *, mother_id: UUID, by: Role, now: datetime, uow: UnitOfWork
) -> Mother:
    """
    Suggest a mother once more after a birth, if she allowed that.

    Raises MotherNotFound, RoleMayNot, NotFromHere or MayNotBeAskedAgain.
    """
    return take_step(
        lambda mother, act: mother.is_asked_at_new_birth(act=act),
        mother_id=mother_id,
        by=by,
        now=now,
        uow=uow,
    )
