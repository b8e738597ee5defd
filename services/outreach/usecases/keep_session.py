"""
Keep when a group's sessions are: the ladder looks for the next that takes place.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.domain.session import Session
from services.outreach.usecases.announcements import announce
from services.outreach.usecases.ports import OutreachUnitOfWork


def keep_session(
    *,
    session_id: UUID,
    group_id: UUID,
    started_at: datetime,
    ended_at: datetime | None,
    is_skipped: bool,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Keep a session as it is planned now, or that a holiday falls on it.

    Whichever is told, it is the newest word on the session: one that was cancelled is
    that no more, also if the event that said so was overtaken by this.
    """
    with uow:
        session = uow.sessions.find(session_id)
        session = session or Session(id=session_id, started_at=started_at)
        session.group_id, session.started_at = group_id, started_at
        session.ended_at = ended_at or session.ended_at
        session.is_skipped = is_skipped
        if session.is_cancelled:
            session.is_cancelled = False
            _let_stand_again(session, now=now, uow=uow)
        uow.sessions.save(session)
        uow.commit()


def _let_stand_again(
    session: Session, *, now: datetime, uow: OutreachUnitOfWork
) -> None:
    # A miss of the same batch is still in memory, and the next line asks the rows.
    uow.flush()
    for mother in uow.mothers.of_session(session.id):
        change = mother.session_is_held_after_all(session, at=now)
        uow.mothers.save(mother)
        announce(change, mother=mother, outbox=uow.outbox)
