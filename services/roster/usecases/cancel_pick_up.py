from uuid import UUID

from services.roster.domain.pick_up import PickUp, id_of_pick_up
from services.roster.usecases.announce_pick_up import announce_end
from services.roster.usecases.ports import UnitOfWork


def cancel_pick_up(
    *,
    mother_id: UUID,
    session_id: UUID,
    seen_version: int | None,
    uow: UnitOfWork,
) -> PickUp:
    """
    Write down that nobody fetches her after all, and tell it.

    Raises PickUpNotFound, PickUpNotPlanned or StaleVersion.
    """
    with uow:
        pick_up = uow.pick_ups.get(
            id_of_pick_up(mother_id=mother_id, session_id=session_id)
        )
        pick_up.cancel(seen_version=seen_version)
        uow.pick_ups.save(pick_up)
        announce_end(pick_up, uow=uow)
        uow.commit()
    return pick_up
