"""
Take every follow-up of a cancelled session back.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.domain.session import Session
from services.outreach.usecases.announcements import announce
from services.outreach.usecases.ports import OutreachUnitOfWork


def withdraw_session(
    *,
    session_id: UUID,
    group_id: UUID,
    started_at: datetime,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Remember that the session was not held, and withdraw what it has led to.
    """
    with uow:
        session = uow.sessions.find(session_id)
        session = session or Session(id=session_id, started_at=started_at)
        session.is_cancelled, session.group_id = True, group_id
        uow.sessions.save(session)
        # A miss of the same batch is still in memory, and the next line asks the rows.
        uow.flush()
        for mother in uow.mothers.of_session(session_id):
            change = mother.session_was_not_held(session, at=now)
            uow.mothers.save(mother)
            announce(change, mother=mother, outbox=uow.outbox)
        uow.commit()
