"""
Follow a corrected register.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.domain.follow_up_state import Withdrawal
from services.outreach.usecases.open_follow_up import open_follow_up
from services.outreach.usecases.ports import OutreachUnitOfWork
from services.outreach.usecases.take_attendance import take_attendance
from services.outreach.usecases.withdraw_follow_up import withdraw_follow_up


def correct_follow_up(
    *,
    mother_id: UUID,
    session_id: UUID,
    session_started_at: datetime,
    session_ended_at: datetime,
    to_outcome: str,
    missed_in_a_row: int,
    first_visit: bool,
    attendance_version: int,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Let her follow-ups say what the register says now.

    What it said before does not matter: of several corrections only the last may reach
    us, and what it names as the outcome before is one of those that were skipped.
    """
    with uow:
        if to_outcome == "attended":
            take_attendance(
                mother_id=mother_id,
                session_id=session_id,
                session_started_at=session_started_at,
                was_there=True,
                attendance_version=attendance_version,
                now=now,
                uow=uow,
            )
        if to_outcome == "missed":
            open_follow_up(
                mother_id=mother_id,
                session_id=session_id,
                session_started_at=session_started_at,
                session_ended_at=session_ended_at,
                missed_in_a_row=missed_in_a_row,
                first_visit=first_visit,
                attendance_version=attendance_version,
                now=now,
                uow=uow,
            )
        else:
            withdraw_follow_up(
                mother_id=mother_id,
                session_id=session_id,
                session_started_at=session_started_at,
                session_ended_at=session_ended_at,
                reason=Withdrawal.CORRECTED,
                attendance_version=attendance_version,
                now=now,
                uow=uow,
            )
        uow.commit()
