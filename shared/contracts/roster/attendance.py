"""
What became of a mother at a session.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Event
from shared.contracts.roster.event import RosterEvent

Outcome = Literal["attended", "cancelled", "cancelled_late", "missed", "excused"]
EnteredBy = Literal["staff", "mother"]


@dataclass(frozen=True, kw_only=True)
class AttendanceEvent(RosterEvent):
    """
    An event about one mother at one session.
    """

    aggregate: ClassVar[tuple[str, ...]] = ("mother_id", "session_id")

    mother_id: UUID
    session_id: UUID
    session_started_at: datetime
    session_ended_at: datetime


@dataclass(frozen=True, kw_only=True)
class AttendanceRecorded(AttendanceEvent):
    """
    A mother was there, or was excused by the staff.
    """

    event_type: ClassVar[str] = "roster.attendance.recorded.v1"

    outcome: Literal["attended", "excused"]
    first_visit: bool


@dataclass(frozen=True, kw_only=True)
class AttendanceCancelled(AttendanceEvent):
    """
    A mother cancelled, before or after the start; she did not miss.
    """

    event_type: ClassVar[str] = "roster.attendance.cancelled.v1"

    received_at: datetime
    before_start: bool
    entered_by: EnteredBy = "staff"


@dataclass(frozen=True, kw_only=True)
class AttendanceMissed(AttendanceEvent):
    """
    A mother was expected at a session, did not come and did not cancel.

    ``group_id`` says whose ladder is climbed, also where the session is not known yet.
    """

    event_type: ClassVar[str] = "roster.attendance.missed.v1"

    missed_in_a_row: int
    first_visit: bool
    group_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class AttendanceExcusedLate(AttendanceEvent):
    """
    A cancellation came after the register was closed: she did not miss after all.
    """

    event_type: ClassVar[str] = "roster.attendance.excused_late.v1"

    received_at: datetime
    entered_by: EnteredBy = "staff"


@dataclass(frozen=True, kw_only=True)
class AttendanceCorrected(AttendanceEvent):
    """
    A closed register was corrected.

    ``missed_in_a_row`` and ``first_visit`` are told because a correction may also make
    a miss: who has never been there is a newcomer.
    """

    event_type: ClassVar[str] = "roster.attendance.corrected.v1"

    from_outcome: Outcome
    to_outcome: Outcome
    missed_in_a_row: int
    first_visit: bool = False


EVENTS: tuple[type[Event], ...] = (
    AttendanceRecorded,
    AttendanceCancelled,
    AttendanceMissed,
    AttendanceExcusedLate,
    AttendanceCorrected,
)
