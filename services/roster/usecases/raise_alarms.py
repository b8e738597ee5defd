from datetime import datetime
from uuid import UUID

from services.roster.domain.session import Session
from services.roster.usecases.expected_mothers import expected_mothers
from services.roster.usecases.ports import UnitOfWork
from shared.contracts.roster.sessions import AttendanceUnrecorded


def raise_alarms(*, now: datetime, uow: UnitOfWork) -> None:
    """
    Tell of each register that nobody has closed in time, once.

    They are looked for without holding any row, because people may be marking in them.
    """
    with uow.reading():
        forgotten = uow.sessions.not_alarmed(at=now)
    for session_id in forgotten:
        raise_alarm(session_id=session_id, now=now, uow=uow)


def raise_alarm(*, session_id: UUID, now: datetime, uow: UnitOfWork) -> None:
    """
    Tell that a register is still open; whoever comes second finds that it was told.

    Raises SessionNotFound.
    """
    with uow:
        session = uow.sessions.get(session_id)
        if session.raise_alarm(at=now):
            uow.sessions.save(session)
            uow.outbox.add(
                AttendanceUnrecorded(
                    session_id=session.id,
                    group_id=session.group_id,
                    starts_at=session.starts_at,
                    missing_count=_number_without_mark(session, uow=uow),
                    due_at=session.close_by,
                ),
                version=session.version,
            )
        uow.commit()


def _number_without_mark(session: Session, *, uow: UnitOfWork) -> int:
    expected = expected_mothers(session, uow=uow) | session.told.keys()
    return len(expected - session.attendances.keys())
