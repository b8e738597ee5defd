from datetime import datetime
from uuid import UUID

from services.roster.domain.made_at import when_made
from services.roster.domain.session import Session
from services.roster.usecases.let_pick_ups_follow import (
    let_pick_ups_follow_register,
)
from services.roster.usecases.ports import UnitOfWork


def unmark_attendance(
    *,
    session_id: UUID,
    mother_id: UUID,
    seen_version: int | None,
    made_at: datetime | None = None,
    now: datetime,
    uow: UnitOfWork,
) -> Session:
    """
    Take a mark back, as if it had never been made.

    ``seen_version`` is the line that the person looked at who takes it back.

    Raises SessionNotFound, NotInRegister, StaleVersion, SessionAlreadyClosed,
    SessionCancelled or MarkTooOld.
    """
    at = when_made(made_at, now=now)
    with uow:
        session = uow.sessions.get(session_id)
        session.unmark(mother_id=mother_id, seen_version=seen_version, at=at)
        uow.sessions.save(session)
        let_pick_ups_follow_register(session, now=now, uow=uow)
        uow.commit()
    return session
