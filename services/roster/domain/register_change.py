"""
What happened to a register after it was closed, or to its session: who did it, and why.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from services.roster.domain.actor import Actor
from services.roster.domain.attendance import Attendance, Outcome
from services.roster.domain.session import Session
from shared.kernel.ids import new_id
from shared.kernel.organisations import Organisation, Role


class Act(StrEnum):
    """
    What can be done to a register after it was closed, and to a session at any time.
    """

    LATE_CANCELLATION = "late_cancellation"
    CORRECTION = "correction"
    REOPENED = "reopened"
    CLOSED_AGAIN = "closed_again"
    SESSION_CANCELLED = "session_cancelled"
    SESSION_REINSTATED = "session_reinstated"
    MERGED = "merged"


class CorrectionReason(StrEnum):
    """
    Why a line was wrong; ``MARK_HAD_WAITED`` is what a phone says that had no network.
    """

    WRONG_ROW = "wrong_row"
    CAME_LATE = "came_late"
    TOLD_US_BEFORE = "told_us_before"
    OTHER = "other"
    TAKEN_BACK = "taken_back"
    MARK_HAD_WAITED = "mark_had_waited"


class CancellationReason(StrEnum):
    """
    Why a session was not held; one in six years is what others manage.
    """

    STAFF_ILL = "staff_ill"
    TOO_FEW_STAFF = "too_few_staff"
    ROOM_CLOSED = "room_closed"
    WEATHER = "weather"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class RegisterChange:
    """
    One change; never changed itself, never deleted.

    ``before`` and ``after`` are her outcomes, and ``version`` that of her line. What
    happened to the register as a whole names no mother, and the register's version.
    """

    id: UUID
    session_id: UUID
    mother_id: UUID | None = None
    act: Act
    before: Outcome | None = None
    after: Outcome | None = None
    reason: str | None = None
    role: Role
    organisation: Organisation
    at: datetime
    version: int

    @classmethod
    def of_line(
        cls,
        line: Attendance,
        *,
        act: Act,
        before: Outcome | None,
        reason: str | None = None,
        by: Actor,
        at: datetime,
    ) -> Self:
        return cls(
            id=new_id(),
            session_id=line.session_id,
            mother_id=line.mother_id,
            act=act,
            before=before,
            after=line.outcome,
            reason=reason,
            role=by.role,
            organisation=by.organisation,
            at=at,
            version=line.version,
        )

    @classmethod
    def of_register(
        cls,
        session: Session,
        *,
        act: Act,
        reason: str | None = None,
        by: Actor,
        at: datetime,
    ) -> Self:
        return cls(
            id=new_id(),
            session_id=session.id,
            act=act,
            reason=reason,
            role=by.role,
            organisation=by.organisation,
            at=at,
            version=session.version,
        )
