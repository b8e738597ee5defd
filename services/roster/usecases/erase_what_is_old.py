from dataclasses import dataclass
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


@dataclass(frozen=True, kw_only=True)
class WhatWasErased:
    """
    How many were erased, and why each of the others was not: the kinds of the errors.
    """

    number: int
    failures: tuple[str, ...]


def erase_what_is_old(
    *, clocks: Clocks, now: datetime, uow: UnitOfWork
) -> WhatWasErased:
    """
    Erase the mothers whose time is over, each in a transaction of her own.

    They are looked for without holding any row. One that cannot be erased now is told
    and tried again the next time; the others need not wait for it.
    """
    limits = clocks.limits(on=on_the_wall(now).date())
    with uow.reading():
        due = uow.mothers.due(limits, limit=AT_ONCE)
    number, failures = 0, []
    for mother_id, cause in due.items():
        try:
            number += _erase(mother_id, cause=cause, clocks=clocks, now=now, uow=uow)
        except Exception as error:  # noqa: BLE001 - whatever it was, the others are due.
            failures.append(type(error).__name__)
    return WhatWasErased(number=number, failures=tuple(failures))


def _erase(
    mother_id: UUID, *, cause: Cause, clocks: Clocks, now: datetime, uow: UnitOfWork
) -> bool:
    """
    Erase her unless another replica has, or we have seen her just now.
    """
    limits = clocks.limits(on=on_the_wall(now).date())
    with uow:
        uow.persons.take_turn()
        held = uow.mothers.find(mother_id)
        if held is None or not uow.mothers.due(limits, limit=1, only=mother_id):
            return False
        erase_mother(mother_id=mother_id, cause=cause, by=_SYSTEM, now=now, uow=uow)
        uow.commit()
    return True
