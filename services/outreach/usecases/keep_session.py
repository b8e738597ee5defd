"""
Keep when a group's sessions are: the ladder looks for the next one.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.domain.session import Session
from services.outreach.usecases.ports import OutreachUnitOfWork


def keep_session(
    *,
    session_id: UUID,
    group_id: UUID,
    started_at: datetime,
    ended_at: datetime | None,
    is_skipped: bool,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Keep a session as it is planned now, or that a holiday falls on it.
    """
    with uow:
        session = uow.sessions.find(session_id)
        session = session or Session(id=session_id, started_at=started_at)
        session.group_id, session.started_at = group_id, started_at
        session.ended_at = ended_at or session.ended_at
        session.is_skipped = is_skipped
        uow.sessions.save(session)
        uow.commit()
