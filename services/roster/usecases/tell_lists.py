from services.roster.usecases.announce_group import announce_who_runs
from services.roster.usecases.announce_mother import announce_listed
from services.roster.usecases.for_every_mother import for_every_mother
from services.roster.usecases.ports import UnitOfWork


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
    return for_every_mother(lambda mother: announce_listed(mother, uow=uow), uow=uow)
