from datetime import datetime
from uuid import UUID

from services.roster.domain.pick_up import PickUp, id_of_pick_up
from services.roster.usecases.announce_pick_up import announce_pick_up
from services.roster.usecases.ports import UnitOfWork


def mark_pick_up_done(
    *,
    mother_id: UUID,
    session_id: UUID,
    seen_version: int | None,
    now: datetime,
    uow: UnitOfWork,
) -> PickUp:
    """
    Write down that she was fetched, and tell it.

    Raises SessionNotFound, PickUpNotFound, PickUpNotPlanned, PickUpNotYet or
    StaleVersion.
    """
    with uow:
        session = uow.sessions.get(session_id)
        pick_up = uow.pick_ups.get(
            id_of_pick_up(mother_id=mother_id, session_id=session_id)
        )
        pick_up.mark_done(session=session, seen_version=seen_version, at=now)
        uow.pick_ups.save(pick_up)
        announce_pick_up(pick_up, session, uow=uow)
        uow.commit()
    return pick_up
