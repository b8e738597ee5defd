"""
What the pages and the API show of who brings whom.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from services.roster.domain.attendance import Outcome
from services.roster.domain.coming import is_expected_at
from services.roster.domain.enrolment import Enrolment
from services.roster.domain.mother import Mother
from services.roster.domain.pick_up import PickUp, id_of_pick_up
from services.roster.domain.pick_up_codes import PickUpState
from services.roster.domain.register import SessionState
from services.roster.domain.session import Session
from services.roster.usecases.coverages import staffed
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.queries import MOST_SHOWN
from services.roster.usecases.views import PickUpChoices, PickUps, PickUpView
from shared.kernel.clock import bounds_of_day, on_the_wall

_SESSIONS_TO_CHOOSE_FROM = 6
_MAY_HAVE_BEEN_A_SLIP_FOR = timedelta(days=7)


def who_brings_whom(*, now: datetime, uow: UnitOfWork) -> PickUps:
    """
    Return the pick-ups of today and of the days to come, and what nobody answered.
    """
    midnight, tomorrow = bounds_of_day(on_the_wall(now).date())
    with uow.reading():
        found = uow.pick_ups.to_look_at(start=midnight, limit=MOST_SHOWN)
        views = _views(found, uow=uow)
    return PickUps(
        today=[one for one in views if midnight <= one.session.starts_at < tomorrow],
        coming=[one for one in views if one.session.starts_at >= tomorrow],
        unanswered=[one for one in views if one.session.starts_at < midnight],
    )


def pick_ups_of_session(*, session_id: UUID, uow: UnitOfWork) -> list[PickUpView]:
    """
    Return who is fetched to a session, in the order in which they are met.
    """
    with uow.reading():
        return _views(uow.pick_ups.of_session(session_id), uow=uow)


def pick_ups_of_mother(
    *, mother_id: UUID, now: datetime, uow: UnitOfWork
) -> list[PickUpView]:
    """
    Return when she is to be fetched, and of before what nobody answered or was a slip.
    """
    with uow.reading():
        views = _views(uow.pick_ups.of_mother(mother_id), uow=uow)
    return [one for one in views if _matters(one, now=now)]


def has_been_here(*, mother_id: UUID, now: datetime, uow: UnitOfWork) -> bool:
    """
    Return whether she has come before, so that she is not fetched for the first time.
    """
    with uow.reading():
        histories = uow.sessions.histories(mother_ids=[mother_id], before=now)
    return Outcome.ATTENDED in histories.get(mother_id, ())


def pick_up_choices(
    *, mother_id: UUID, session_id: UUID | None, now: datetime, uow: UnitOfWork
) -> PickUpChoices:
    """
    Return the sessions to which a mother can be fetched, and who may fetch her.

    ``session_id`` is the session whose pick-up is to be moved, if one is.

    Raises MotherNotFound, SessionNotFound or PickUpNotFound.
    """
    with uow.reading():
        mother = uow.mothers.get(mother_id)
        if session_id is None:
            coming, known = _without_pick_up(mother, now=now, uow=uow), None
        else:
            coming = [uow.sessions.get(session_id)]
            ids = {"mother_id": mother_id, "session_id": session_id}
            known = uow.pick_ups.get(id_of_pick_up(**ids))
        group = uow.mothers.who_may_be_expected_in(mother.group_id)
    return PickUpChoices(
        mother=mother,
        sessions=[one for one in coming if one.state is SessionState.PLANNED],
        buddies=sorted(
            (one for one in group if _may_fetch(one, mother_id)),
            key=lambda one: one.display_name.casefold(),
        ),
        known=known,
    )


def _may_fetch(one: Mother, mother_id: UUID) -> bool:
    return one.enrolment is Enrolment.ACTIVE and one.id != mother_id


def _without_pick_up(
    mother: Mother, *, now: datetime, uow: UnitOfWork
) -> list[Session]:
    """
    Return the next sessions at which she is expected and to which nobody fetches her.
    """
    coming = uow.sessions.soonest(
        group_id=mother.group_id, start=now, end=None, limit=_SESSIONS_TO_CHOOSE_FROM
    )
    arranged = {
        one.session_id
        for one in uow.pick_ups.of_mother(mother.id)
        if one.state is not PickUpState.CANCELLED
    }
    return [
        one for one in coming if one.id not in arranged and is_expected_at(one, mother)
    ]


def _matters(view: PickUpView, *, now: datetime) -> bool:
    state, today = view.pick_up.state, on_the_wall(now).date()
    slip = state is PickUpState.DONE and view.day >= today - _MAY_HAVE_BEEN_A_SLIP_FOR
    return state is PickUpState.PLANNED or slip or view.day >= today


def _views(found: Sequence[PickUp], *, uow: UnitOfWork) -> list[PickUpView]:
    uow.sessions.load(one.session_id for one in found)
    buddies = [one.arrangement.buddy_id for one in found]
    ids = [one.mother_id for one in found] + [one for one in buddies if one]
    uow.mothers.load(ids)
    away = _without_driver(found, uow=uow)
    views = [
        PickUpView(
            pick_up=one,
            session=uow.sessions.get(one.session_id),
            mother=uow.mothers.get(one.mother_id),
            buddy=uow.mothers.get(buddy_id) if buddy_id else None,
            driver_away=one.id in away,
        )
        for one, buddy_id in zip(found, buddies, strict=True)
    ]
    return sorted(views, key=lambda view: (view.meets_at, view.pick_up.id))


def _without_driver(found: Sequence[PickUp], *, uow: UnitOfWork) -> frozenset[UUID]:
    ids = {one.session_id for one in found if one.state is PickUpState.PLANNED}
    sessions = [uow.sessions.get(id_) for id_ in sorted(ids)]
    counted = staffed(sessions, here=None, uow=uow)
    return frozenset().union(*(one.without_driver for one in counted))
