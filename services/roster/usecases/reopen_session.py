from datetime import datetime
from uuid import UUID

from services.roster.domain.actor import Actor
from services.roster.domain.register import SessionState
from services.roster.domain.register_change import Act, RegisterChange
from services.roster.domain.session import Session
from services.roster.usecases.ports import UnitOfWork
from shared.contracts.roster.sessions import SessionReopened
from shared.kernel.refusal import refuse_if_stale


def reopen_session(
    *,
    session_id: UUID,
    seen_version: int | None,
    by: Actor,
    now: datetime,
    uow: UnitOfWork,
) -> Session:
    """
    Open a closed register again; what is different is told when it is closed anew.

    Raises SessionNotFound, StaleVersion, SessionNotClosed, SessionCancelled or
    ReopeningTooLate.
    """
    with uow:
        session = uow.sessions.get(session_id)
        if session.state is SessionState.CLOSED:
            refuse_if_stale(
                expected=seen_version, version=session.version, state=session.state
            )
        session.reopen(at=now)
        uow.sessions.save(session)
        uow.register_changes.save(
            RegisterChange.of_register(session, act=Act.REOPENED, by=by, at=now)
        )
        uow.outbox.add(
            SessionReopened(
                session_id=session.id,
                group_id=session.group_id,
                starts_at=session.starts_at,
            ),
            version=session.version,
        )
        uow.commit()
    return session
