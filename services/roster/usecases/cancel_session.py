from datetime import datetime
from uuid import UUID

from services.roster.domain.actor import Actor
from services.roster.domain.register import SessionState
from services.roster.domain.register_change import (
    Act,
    CancellationReason,
    RegisterChange,
)
from services.roster.domain.session import Session
from services.roster.usecases.announce_session import announce_cancelled
from services.roster.usecases.expected_mothers import expected_mothers
from services.roster.usecases.let_pick_ups_follow import cancel_pick_ups_of_session
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.take_first_visits import void_first_visits
from shared.kernel.refusal import refuse_if_stale


def cancel_session(
    *,
    session_id: UUID,
    reason: CancellationReason,
    seen_version: int | None,
    by: Actor,
    now: datetime,
    uow: UnitOfWork,
) -> Session:
    """
    Cancel a session, also one that was closed, and tell whom it concerns.

    Who decided it when is kept here; the others hear why, from which role, and how long
    before the start.

    Raises SessionNotFound, StaleVersion or SessionCancelled.
    """
    with uow:
        session = uow.sessions.get(session_id)
        if session.state is not SessionState.CANCELLED:
            refuse_if_stale(
                expected=seen_version, version=session.version, state=session.state
            )
        concerned = _concerned(session, uow=uow)
        lines = session.cancel(at=now)
        uow.sessions.save(session)
        void_first_visits(session, lines, now=now, uow=uow)
        cancel_pick_ups_of_session(session.id, uow=uow)
        uow.register_changes.save(
            RegisterChange.of_register(
                session, act=Act.SESSION_CANCELLED, reason=reason, by=by, at=now
            )
        )
        announce_cancelled(
            session, to=concerned, reason=reason, by=by.role, now=now, uow=uow
        )
        uow.commit()
    return session


def _concerned(session: Session, *, uow: UnitOfWork) -> tuple[UUID, ...]:
    """
    Return who was expected: a closed register knows, before that the list does.
    """
    marked = frozenset(session.attendances) | session.told.keys()
    if session.state is SessionState.CLOSED:
        return tuple(sorted(marked))
    return tuple(sorted(marked | expected_mothers(session, uow=uow)))
