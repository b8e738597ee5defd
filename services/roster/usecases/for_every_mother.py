from collections.abc import Callable
from itertools import islice

from services.roster.domain.mother import Mother
from services.roster.usecases.ports import UnitOfWork

_AT_ONCE = 200  # mothers in one transaction


def for_every_mother(do: Callable[[Mother], None], *, uow: UnitOfWork) -> int:
    """
    Do something about every mother, some in each transaction; return how many.
    """
    with uow.reading():
        waiting = iter(uow.mothers.everyones_id())
    number = 0
    while some := list(islice(waiting, _AT_ONCE)):
        with uow:
            for mother in uow.mothers.in_this_order(some):
                do(mother)
            uow.commit()
        number += len(some)
    return number
