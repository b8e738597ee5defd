from itertools import islice

from services.roster.usecases.announce_group import announce_who_runs
from services.roster.usecases.announce_mother import announce_listed
from services.roster.usecases.ports import UnitOfWork

_AT_ONCE = 200  # mothers in one transaction


def tell_lists(*, uow: UnitOfWork) -> int:
    """
    Tell again whose every group and every mother is; return how many mothers.

    Before another organisation is let in: of whom the other services have not heard
    this, they show nothing. To tell it twice changes nothing.
    """
    with uow:
        for group in uow.groups.everyone():
            announce_who_runs(group, uow=uow)
        uow.commit()
    with uow.reading():
        waiting = iter(uow.mothers.everyones_id())
    number = 0
    while some := list(islice(waiting, _AT_ONCE)):
        with uow:
            for mother in uow.mothers.in_this_order(some):
                announce_listed(mother, uow=uow)
            uow.commit()
        number += len(some)
    return number
