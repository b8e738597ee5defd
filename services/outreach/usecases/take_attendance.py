"""
Take whether a mother was at a session.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.domain.attendance import Attendance
from services.outreach.usecases.announcements import announce
from services.outreach.usecases.known import known_mother
from services.outreach.usecases.ports import OutreachUnitOfWork


def take_attendance(
    *,
    mother_id: UUID,
    session_id: UUID,
    session_started_at: datetime,
    was_there: bool,
    attendance_version: int,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Complete her open follow-ups of earlier sessions, or open them again.
    """
    attendance = Attendance(
        mother_id=mother_id,
        session_id=session_id,
        session_started_at=session_started_at,
        was_there=was_there,
        version=attendance_version,
    )
    with uow:
        mother = known_mother(mother_id, uow=uow)
        change = mother.take_attendance(attendance, at=now)
        uow.mothers.save(mother)
        announce(change, mother=mother, outbox=uow.outbox)
        uow.commit()
