from datetime import datetime
from uuid import UUID

from services.roster.domain.coming import refuse_if_declined
from services.roster.domain.pick_up import PickUp, id_of_pick_up
from services.roster.usecases.announce_pick_up import announce_pick_up
from services.roster.usecases.ports import UnitOfWork


def take_back_pick_up(
    *,
    mother_id: UUID,
    session_id: UUID,
    seen_version: int | None,
    now: datetime,
    uow: UnitOfWork,
) -> PickUp:
    """
    Let a pick-up stand as it was planned: that it was done or cancelled was a slip.

    Raises SessionNotFound, SessionCancelled, SessionSkipped, SessionHasBegun,
    MotherNotFound, MotherHasDeclined, MotherNotComing, BuddyNotComing, PickUpNotFound,
    PickUpAlreadyPlanned, PickUpFallen or StaleVersion.
    """
    with uow:
        session = uow.sessions.get(session_id)
        refuse_if_declined(uow.mothers.get(mother_id))
        pick_up = uow.pick_ups.get(
            id_of_pick_up(mother_id=mother_id, session_id=session_id)
        )
        pick_up.take_back(session=session, seen_version=seen_version, at=now)
        uow.pick_ups.save(pick_up)
        announce_pick_up(pick_up, session, uow=uow)
        uow.commit()
    return pick_up
