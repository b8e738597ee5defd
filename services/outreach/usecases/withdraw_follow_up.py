"""
Take a follow-up back, because nothing was missed.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.domain.follow_up_state import Withdrawal
from services.outreach.usecases.announcements import announce
from services.outreach.usecases.known import known_mother, known_session
from services.outreach.usecases.ports import OutreachUnitOfWork


def withdraw_follow_up(
    *,
    mother_id: UUID,
    session_id: UUID,
    session_started_at: datetime,
    session_ended_at: datetime,
    reason: Withdrawal,
    attendance_version: int,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Withdraw the follow-up of this session at any stage, also before it was opened.
    """
    with uow:
        session = known_session(
            session_id,
            started_at=session_started_at,
            ended_at=session_ended_at,
            uow=uow,
        )
        mother = known_mother(mother_id, uow=uow)
        change = mother.did_not_miss(
            session=session,
            reason=reason,
            attendance_version=attendance_version,
            at=now,
        )
        uow.mothers.save(mother)
        announce(change, mother=mother, outbox=uow.outbox)
        uow.commit()
