from datetime import datetime
from uuid import UUID

from services.roster.domain.arrangement import Arrangement
from services.roster.domain.coming import refuse_unless_buddy_in_group
from services.roster.domain.pick_up import PickUp, id_of_pick_up
from services.roster.usecases.announce_pick_up import announce_pick_up
from services.roster.usecases.buddy_of import buddy_of
from services.roster.usecases.ports import UnitOfWork


def move_pick_up(
    *,
    mother_id: UUID,
    session_id: UUID,
    arrangement: Arrangement,
    seen_version: int | None,
    now: datetime,
    uow: UnitOfWork,
) -> PickUp:
    """
    Agree on somebody else, another time or another place, and tell it.

    Raises SessionNotFound, SessionCancelled, SessionSkipped, SessionHasBegun,
    MotherNotFound, MotherNotComing, BuddyNotComing, PickUpNotFound, PickUpNotPlanned,
    StaleVersion or Invalid.
    """
    with uow:
        session = uow.sessions.get(session_id)
        buddy = buddy_of(mother_id, arrangement=arrangement, uow=uow)
        refuse_unless_buddy_in_group(buddy)
        pick_up = uow.pick_ups.get(
            id_of_pick_up(mother_id=mother_id, session_id=session_id)
        )
        pick_up.move(
            session=session,
            arrangement=arrangement,
            seen_version=seen_version,
            at=now,
        )
        uow.pick_ups.save(pick_up)
        announce_pick_up(pick_up, session, uow=uow)
        uow.commit()
    return pick_up
