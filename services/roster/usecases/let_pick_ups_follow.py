"""
What becomes of pick-ups when something else happens; each use case that matters asks.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from services.roster.domain.enrolment import Enrolment
from services.roster.domain.enrolment_change import EnrolmentChange
from services.roster.domain.pick_up import PickUp
from services.roster.domain.pick_up_codes import Because
from services.roster.domain.session import Session
from services.roster.usecases.announce_pick_up import announce_end, announce_pick_up
from services.roster.usecases.ports import UnitOfWork

_OUT = (Because.OUT_OF_GROUP, Because.BUDDY_OUT_OF_GROUP)
_BECAUSE_OF: Mapping[Enrolment, tuple[Because, Because]] = {
    Enrolment.DECLINED: (Because.NO_THANKS, Because.BUDDY_NO_THANKS),
    Enrolment.PAUSED: _OUT,
    Enrolment.LEAVING: _OUT,
    Enrolment.ALUMNI: _OUT,
}


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


def let_pick_ups_follow_step(change: EnrolmentChange, *, uow: UnitOfWork) -> None:
    """
    Whoever says no thanks, pauses or leaves is not fetched, nor does she fetch anybody.
    """
    because = _BECAUSE_OF.get(change.to_state)
    if because is None or change.from_state is change.to_state:
        return
    hers, buddys = because
    found = uow.pick_ups.that_need(change.mother_id)
    _let_fall(
        ((one, hers if one.mother_id == change.mother_id else buddys) for one in found),
        uow=uow,
    )


def _let_fall(pick_ups: Iterable[tuple[PickUp, Because]], *, uow: UnitOfWork) -> None:
    for pick_up, because in pick_ups:
        stood = pick_up.fall(because)
        uow.pick_ups.save(pick_up)
        if stood:
            announce_end(pick_up, uow=uow)
