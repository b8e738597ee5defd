from datetime import datetime
from uuid import UUID

from services.roster.domain.enrolment import Help
from services.roster.domain.mother import Mother
from services.roster.usecases.acting import take_step
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def take_offer_of_help(
    *, mother_id: UUID, kind: Help, by: Role, now: datetime, uow: UnitOfWork
) -> Mother:
    """
    Write down how a mother who has left would help the others.

    Raises MotherNotFound, RoleMayNot or NotFromHere.
    """
    return take_step(
        lambda mother, act: mother.offer_help(kind=kind, act=act),
        mother_id=mother_id,
        by=by,
        now=now,
        uow=uow,
    )
