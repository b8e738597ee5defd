"""
What the others are told about the lines of a register.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, cast
from uuid import UUID

from services.roster.domain.attendance import CANCELLATIONS, Attendance, Outcome
from services.roster.domain.history import missed_in_a_row
from services.roster.domain.session import Session
from services.roster.usecases.ports import History, UnitOfWork
from shared.contracts.roster.attendance import (
    AttendanceCancelled,
    AttendanceCorrected,
    AttendanceExcusedLate,
    AttendanceMissed,
    AttendanceRecorded,
    EnteredBy,
)
from shared.contracts.roster.attendance import Outcome as ToldOutcome


def announce_line(
    line: Attendance, session: Session, *, history: History, uow: UnitOfWork
) -> Outcome | None:
    """
    Tell what stands beside a mother's name now; return what was told before, if any.
    """
    before = session.tell(line)
    if before is None:
        _announce_outcome(line, session, history=history, uow=uow)
    elif _is_late_cancellation(line, before=before):
        _announce_late_cancellation(line, session, uow=uow)
    else:
        _announce_correction(line, session, before=before, history=history, uow=uow)
    return before


def _announce_outcome(
    line: Attendance, session: Session, *, history: History, uow: UnitOfWork
) -> None:
    """
    Tell the one outcome that a mother has when the register is closed.
    """
    if line.outcome is Outcome.MISSED:
        _announce_miss(line, session, history=history, uow=uow)
    elif line.outcome in CANCELLATIONS:
        _announce_cancellation(line, session, uow=uow)
    else:
        uow.outbox.add(
            AttendanceRecorded(
                **_where(line, session),
                outcome=cast("Literal['attended', 'excused']", line.outcome.value),
                first_visit=Outcome.ATTENDED not in history,
            ),
            version=line.version,
            happened_at=session.starts_at,
        )


def _is_late_cancellation(line: Attendance, *, before: Outcome) -> bool:
    """
    Return whether she herself has taken a miss away, rather than whoever corrects it.
    """
    is_hers = line.is_cancellation() and line.received_at is not None
    return is_hers and before is Outcome.MISSED


def _announce_late_cancellation(
    line: Attendance, session: Session, *, uow: UnitOfWork
) -> None:
    received_at = line.received_at or line.recorded_at
    uow.outbox.add(
        AttendanceExcusedLate(
            **_where(line, session),
            received_at=received_at,
            entered_by=_entered_by(line),
        ),
        version=line.version,
        happened_at=received_at,
    )


def _announce_correction(
    line: Attendance,
    session: Session,
    *,
    before: Outcome,
    history: History,
    uow: UnitOfWork,
) -> None:
    uow.outbox.add(
        AttendanceCorrected(
            **_where(line, session),
            from_outcome=cast("ToldOutcome", before.value),
            to_outcome=cast("ToldOutcome", line.outcome.value),
            missed_in_a_row=_row(line, history),
            first_visit=Outcome.ATTENDED not in history,
        ),
        version=line.version,
    )


def _announce_miss(
    line: Attendance, session: Session, *, history: History, uow: UnitOfWork
) -> None:
    uow.outbox.add(
        AttendanceMissed(
            **_where(line, session),
            missed_in_a_row=_row(line, history),
            first_visit=Outcome.ATTENDED not in history,
            group_id=session.group_id,
        ),
        version=line.version,
        happened_at=session.starts_at,
    )


def _announce_cancellation(
    line: Attendance, session: Session, *, uow: UnitOfWork
) -> None:
    uow.outbox.add(
        AttendanceCancelled(
            **_where(line, session),
            received_at=line.received_at or line.recorded_at,
            before_start=line.outcome is Outcome.CANCELLED,
            entered_by=_entered_by(line),
        ),
        version=line.version,
        happened_at=line.received_at,
    )


def _entered_by(line: Attendance) -> EnteredBy:
    return "mother" if line.is_by_herself else "staff"


def _row(line: Attendance, history: History) -> int:
    """
    Count this outcome with those before it.
    """
    return missed_in_a_row(newest_first=(line.outcome, *history))


def _where(line: Attendance, session: Session) -> Mapping[str, Any]:
    told: dict[str, UUID | datetime] = {
        "mother_id": line.mother_id,
        "session_id": session.id,
        "session_started_at": session.starts_at,
        "session_ended_at": session.ends_at,
    }
    return told
