from datetime import datetime
from uuid import UUID

from services.roster.domain.actor import Actor
from services.roster.domain.erasure import Cause
from services.roster.domain.retention import Clocks
from services.roster.usecases.erase_mother import erase_mother
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall
from shared.kernel.organisations import Organisation, Role

AT_ONCE = 50
_SYSTEM = Actor(role=Role.SYSTEM, organisation=Organisation.SYSTEM)


def erase_what_is_old(*, clocks: Clocks, now: datetime, uow: UnitOfWork) -> int:
    """
    Erase the mothers whose time is over, each in a transaction; return how many.

    They are looked for without holding any row.
    """
    limits = clocks.limits(on=on_the_wall(now).date())
    with uow.reading():
        due = uow.mothers.due(limits, limit=AT_ONCE)
    return sum(
        _erase(mother_id, cause=cause, clocks=clocks, now=now, uow=uow)
        for mother_id, cause in due.items()
    )


def _erase(
    mother_id: UUID, *, cause: Cause, clocks: Clocks, now: datetime, uow: UnitOfWork
) -> bool:
    """
    Erase her unless another replica has, or we have seen her just now.
    """
    limits = clocks.limits(on=on_the_wall(now).date())
    with uow:
        held = uow.mothers.find(mother_id)
        if held is None or not uow.mothers.due(limits, limit=1, only=mother_id):
            return False
        erase_mother(mother_id=mother_id, cause=cause, by=_SYSTEM, now=now, uow=uow)
        uow.commit()
    return True
