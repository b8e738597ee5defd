"""
What becomes of pick-ups when something else happens; each use case that matters asks.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from services.roster.domain.pick_up import PickUp
from services.roster.domain.pick_up_codes import Because
from services.roster.domain.session import Session
from services.roster.usecases.announce_pick_up import announce_end, announce_pick_up
from services.roster.usecases.ports import UnitOfWork


def let_pick_ups_follow_register(
    session: Session, *, now: datetime, uow: UnitOfWork
) -> None:
    """
    Cancel those that a mark has made needless, and bring back those whose mark is gone.
    """
    for pick_up in uow.pick_ups.of_session(session.id):
        if pick_up.follow_register(session, at=now):
            uow.pick_ups.save(pick_up)
            announce_pick_up(pick_up, session, uow=uow)


def move_pick_ups_with(
    session: Session, *, from_start: datetime, uow: UnitOfWork
) -> None:
    """
    Whoever is fetched to a session that has moved is fetched as long before its start.
    """
    if session.starts_at == from_start:
        return
    for pick_up in uow.pick_ups.of_session(session.id):
        if pick_up.move_with(session, from_start=from_start):
            uow.pick_ups.save(pick_up)
            announce_pick_up(pick_up, session, uow=uow)


def cancel_pick_ups_of_session(session_id: UUID, *, uow: UnitOfWork) -> None:
    """
    Nobody is fetched to a session that does not take place.
    """
    found = uow.pick_ups.of_session(session_id)
    _let_fall(((one, Because.SESSION_CANCELLED) for one in found), uow=uow)


def cancel_pick_ups_of_mother(mother_id: UUID, *, uow: UnitOfWork) -> None:
    """
    Her no thanks holds here too: she is not fetched, nor does she fetch anybody.
    """
    found = uow.pick_ups.that_need(mother_id)
    _let_fall(((one, _no_thanks(one, mother_id)) for one in found), uow=uow)


def _no_thanks(pick_up: PickUp, mother_id: UUID) -> Because:
    hers = pick_up.mother_id == mother_id
    return Because.NO_THANKS if hers else Because.BUDDY_NO_THANKS


def _let_fall(pick_ups: Iterable[tuple[PickUp, Because]], *, uow: UnitOfWork) -> None:
    for pick_up, because in pick_ups:
        stood = pick_up.fall(because)
        uow.pick_ups.save(pick_up)
        if stood:
            announce_end(pick_up, uow=uow)
