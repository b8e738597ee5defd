from datetime import datetime
from uuid import UUID

from services.roster.domain.attendance import Outcome
from services.roster.domain.made_at import when_made
from services.roster.domain.session import Session
from services.roster.usecases.announce_session import announce_opened
from services.roster.usecases.let_pick_ups_follow import (
    let_pick_ups_follow_register,
)
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def mark_attendance(
    *,
    session_id: UUID,
    mother_id: UUID,
    outcome: Outcome,
    seen_version: int | None = None,
    made_at: datetime | None = None,
    by: Role | None = None,
    now: datetime,
    uow: UnitOfWork,
) -> Session:
    """
    Mark that a mother is here, or is excused; also one that nobody expected.

    Of no mother anything is announced before the register is closed: a mark may be
    taken back. One that waited on a phone tells when it was made and which line was
    seen then. The first who is there opens the session; ``by`` is who marked her.

    Raises SessionNotFound, MotherNotFound, SessionAlreadyClosed, SessionCancelled,
    StaleVersion, MarkTooOld or Invalid.
    """
    at = when_made(made_at, now=now)
    with uow:
        session = uow.sessions.get(session_id)
        uow.mothers.get(mother_id)
        line = session.mark(
            mother_id=mother_id, outcome=outcome, at=at, seen_version=seen_version
        )
        if line is not None:
            announce_opened(session, line, by=by, uow=uow)
            uow.sessions.save(session)
            let_pick_ups_follow_register(session, now=now, uow=uow)
        uow.commit()
    return session
