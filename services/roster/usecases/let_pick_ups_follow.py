"""
What becomes of pick-ups when something else happens; each use case that matters asks.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from services.roster.domain.enrolment import Enrolment, Step
from services.roster.domain.enrolment_change import EnrolmentChange
from services.roster.domain.pick_up import PickUp, id_of_pick_up
from services.roster.domain.pick_up_codes import Because, PickUpState
from services.roster.domain.session import Session
from services.roster.usecases.announce_pick_up import announce_end, announce_pick_up
from services.roster.usecases.plan_pick_up import plan_or_plan_again
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.refusal import Refusal

_MOVES_VISIT = frozenset({Step.FIRST_VISIT_PLANNED, Step.UNDONE})
_OUT = (Because.OUT_OF_GROUP, Because.BUDDY_OUT_OF_GROUP)
_ELSEWHERE = (Because.OTHER_GROUP, Because.BUDDY_OTHER_GROUP)
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

    One that had fallen before keeps why, should the session take place after all.
    """
    found = uow.pick_ups.of_session(session_id)
    stood = [one for one in found if one.state is PickUpState.PLANNED]
    _let_fall(((one, Because.SESSION_CANCELLED) for one in stood), uow=uow)


def let_pick_ups_stand_again(
    session: Session, *, expected: frozenset[UUID], now: datetime, uow: UnitOfWork
) -> None:
    """
    Whoever was to be fetched to a session that takes place after all, is.

    Not one who comes first to another session by now: her visit was planned anew.
    """
    for one in uow.pick_ups.of_session(session.id):
        if one.mother_id in expected and one.stand_again(
            Because.SESSION_CANCELLED, session, at=now
        ):
            uow.pick_ups.save(one)
            announce_pick_up(one, session, uow=uow)


def let_pick_ups_follow_step(change: EnrolmentChange, *, uow: UnitOfWork) -> None:
    """
    Whoever says no thanks, pauses or leaves is not fetched, nor does she fetch anybody.

    One whose first visit is moved is fetched to that session instead. Who goes to
    another group is not at what is ahead in the old one.
    """
    if change.step in _MOVES_VISIT:
        _let_pick_up_follow_visit(change, uow=uow)
    _let_pick_ups_follow_group(change, uow=uow)
    if change.is_undoing_of(Step.SAID_NO_THANKS):
        found = uow.pick_ups.that_need(change.mother_id)
        _let_stand_again(found, change, _BECAUSE_OF[Enrolment.DECLINED], uow=uow)
    because = _BECAUSE_OF.get(change.to_state)
    is_merge = change.step is Step.MERGED
    if because is None or (change.from_state is change.to_state and not is_merge):
        return
    _let_fall_of_mother(change.mother_id, because, uow=uow)
    if is_merge and change.about is not None:
        # Whom she was to fetch under the other id.
        _let_fall_of_mother(change.about, because, uow=uow)


def cancel_pick_ups_of_mother(mother_id: UUID, *, uow: UnitOfWork) -> None:
    """
    Whoever is erased is not fetched, nor does she fetch anybody.
    """
    _let_fall_of_mother(mother_id, _OUT, uow=uow)


def _let_fall_of_mother(
    mother_id: UUID, because: tuple[Because, Because], *, uow: UnitOfWork
) -> None:
    found = uow.pick_ups.that_need(mother_id)
    _let_fall(
        ((one, _why(one, mother_id, because)) for one in found),
        uow=uow,
    )


def _why(pick_up: PickUp, mother_id: UUID, because: tuple[Because, Because]) -> Because:
    """
    Name a no thanks only where it has ended what stood, so that a slip finds it again.
    """
    stood = pick_up.state is PickUpState.PLANNED
    hers, buddys = because if stood else _OUT
    return hers if pick_up.mother_id == mother_id else buddys


def _let_pick_ups_follow_group(change: EnrolmentChange, *, uow: UnitOfWork) -> None:
    is_undone = change.is_undoing_of(Step.CHANGED_GROUP)
    group_id = change.about if is_undone else change.group_before
    if group_id is None:
        return
    hers = change.mother_id
    found = uow.pick_ups.ahead_that_need(hers, group_id=group_id, now=change.at)
    if is_undone:
        _let_stand_again(found, change, _ELSEWHERE, uow=uow)
    else:
        _let_fall(((one, _why(one, hers, _ELSEWHERE)) for one in found), uow=uow)


def _let_stand_again(
    pick_ups: Iterable[PickUp],
    change: EnrolmentChange,
    because: tuple[Because, Because],
    *,
    uow: UnitOfWork,
) -> None:
    """
    She is fetched, and fetches, as was planned before a step that was a slip.
    """
    hers, buddys = because
    for one in pick_ups:
        session = uow.sessions.get(one.session_id)
        why = hers if one.mother_id == change.mother_id else buddys
        if one.stand_again(why, session, at=change.at):
            uow.pick_ups.save(one)
            announce_pick_up(one, session, uow=uow)


def _let_pick_up_follow_visit(change: EnrolmentChange, *, uow: UnitOfWork) -> None:
    before = change.before.planned_visit_id if change.before else None
    if before is None or before == change.after.planned_visit_id:
        return
    pick_up = uow.pick_ups.find(
        id_of_pick_up(mother_id=change.mother_id, session_id=before)
    )
    if pick_up is not None:
        stood = pick_up.state is PickUpState.PLANNED
        _let_fall([(pick_up, Because.VISIT_MOVED)], uow=uow)
        if stood:
            _fetch_to_new_visit(pick_up, change, uow=uow)


def _fetch_to_new_visit(
    pick_up: PickUp, change: EnrolmentChange, *, uow: UnitOfWork
) -> None:
    """
    Let what was agreed hold for the new session, as long before its start.

    Where it cannot be, because that goes on already or her buddy does not come, nobody
    fetches her, and her page says that what was agreed has fallen.
    """
    if change.after.planned_visit_id is None:
        return
    session = uow.sessions.get(change.after.planned_visit_id)
    from_start = uow.sessions.get(pick_up.session_id).starts_at
    with suppress(Refusal):
        plan_or_plan_again(
            session,
            mother_id=pick_up.mother_id,
            arrangement=pick_up.arrangement.moved(session, from_start=from_start),
            now=change.at,
            uow=uow,
        )


def _let_fall(pick_ups: Iterable[tuple[PickUp, Because]], *, uow: UnitOfWork) -> None:
    for pick_up, because in pick_ups:
        stood = pick_up.fall(because)
        uow.pick_ups.save(pick_up)
        if stood:
            announce_end(pick_up, uow=uow)
