from datetime import datetime
from uuid import UUID

from services.roster.domain.arrangement import Arrangement
from services.roster.domain.coming import (
    refuse_unless_buddy_in_group,
    refuse_unless_expected,
)
from services.roster.domain.pick_up import PickUp, id_of_pick_up
from services.roster.domain.session import Session
from services.roster.usecases.announce_pick_up import announce_pick_up
from services.roster.usecases.buddy_of import buddy_of
from services.roster.usecases.ports import UnitOfWork


def plan_pick_up(
    *,
    mother_id: UUID,
    session_id: UUID,
    arrangement: Arrangement,
    now: datetime,
    uow: UnitOfWork,
) -> PickUp:
    """
    Plan to fetch a mother to a session that is ahead, and tell it.

    The session's row is held, so two people cannot both plan it.

    Raises SessionNotFound, SessionCancelled, SessionSkipped, SessionHasBegun,
    MotherNotFound, MotherHasDeclined, MotherNotExpected, MotherNotComing,
    BuddyNotComing, PickUpAlreadyPlanned or Invalid.
    """
    with uow:
        session = uow.sessions.get(session_id)
        buddy = buddy_of(mother_id, arrangement=arrangement, uow=uow)
        refuse_unless_expected(uow.mothers.get(mother_id), session)
        refuse_unless_buddy_in_group(buddy)
        pick_up = plan_or_plan_again(
            session, mother_id=mother_id, arrangement=arrangement, now=now, uow=uow
        )
        uow.commit()
    return pick_up


def plan_or_plan_again(
    session: Session,
    *,
    mother_id: UUID,
    arrangement: Arrangement,
    now: datetime,
    uow: UnitOfWork,
) -> PickUp:
    """
    Plan it as new, or anew if it was cancelled, for who is known to be expected.
    """
    pick_up = uow.pick_ups.find(
        id_of_pick_up(mother_id=mother_id, session_id=session.id)
    )
    if pick_up is None:
        pick_up = PickUp.plan(
            session=session, mother_id=mother_id, arrangement=arrangement, at=now
        )
    else:
        pick_up.plan_again(session=session, arrangement=arrangement, at=now)
    uow.pick_ups.save(pick_up)
    announce_pick_up(pick_up, session, uow=uow)
    return pick_up
