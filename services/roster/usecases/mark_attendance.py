from datetime import datetime
from uuid import UUID

from services.roster.domain.attendance import Outcome
from services.roster.domain.session import Session
from services.roster.usecases.ports import UnitOfWork


def mark_attendance(
    *,
    session_id: UUID,
    mother_id: UUID,
    outcome: Outcome,
    now: datetime,
    uow: UnitOfWork,
) -> Session:
    """
    Mark that a mother is here, or is excused; also one that nobody expected.

    Nothing is announced before the register is closed: a mark may be taken back.

    Raises SessionNotFound, MotherNotFound, SessionAlreadyClosed, SessionCancelled or
    Invalid.
    """
    with uow:
        session = uow.sessions.get(session_id)
        uow.mothers.get(mother_id)
        if session.mark(mother_id=mother_id, outcome=outcome, at=now):
            uow.sessions.save(session)
        uow.commit()
    return session
