"""
One weekly meeting: planned, held or not, and its register.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Event
from shared.contracts.roster.event import FacilitatorRole, RosterEvent

SessionKind = Literal["group", "guest", "excursion"]
WhyCancelled = Literal["too_few_staff", "room_closed", "weather", "other"]


@dataclass(frozen=True, kw_only=True)
class SessionEvent(RosterEvent):
    """
    An event about a whole session.
    """

    subject_kind: ClassVar[str] = "session"
    subject_field: ClassVar[str] = "session_id"
    aggregate: ClassVar[tuple[str, ...]] = ("session_id",)

    session_id: UUID
    group_id: UUID
    starts_at: datetime


@dataclass(frozen=True, kw_only=True)
class SessionPlanned(SessionEvent):
    """
    A session stands in the calendar, or stands there at another time or place.

    ``expected_mother_ids`` are told of it; nobody is when a year is planned. Where the
    group meets when it is not at its usual place is a text, and so is not told here.
    """

    event_type: ClassVar[str] = "sessions.session.planned.v1"

    ends_at: datetime
    kind: SessionKind = "group"
    at_usual_place: bool = True
    expected_mother_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SessionSkipped(SessionEvent):
    """
    A session that stood in the calendar is left out, because a holiday falls on it.

    ``expected_mother_ids`` are told.
    """

    event_type: ClassVar[str] = "sessions.session.skipped.v1"

    reason: Literal["public_holiday", "school_holiday"]
    expected_mother_ids: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class SessionOpened(SessionEvent):
    """
    The first mother is there, and has been marked; told once for a session.

    ``opened_by_role`` is who marked her, or None where a machine did. Who it is that
    came is told when the register is closed.
    """

    event_type: ClassVar[str] = "sessions.session.opened.v1"

    opened_by_role: FacilitatorRole | None


@dataclass(frozen=True, kw_only=True)
class SessionClosed(SessionEvent):
    """
    A register is closed: every expected mother has one outcome.
    """

    event_type: ClassVar[str] = "sessions.session.closed.v1"

    expected: int
    attended: int
    cancelled: int
    missed: int


@dataclass(frozen=True, kw_only=True)
class SessionReopened(SessionEvent):
    """
    A closed register is open again: what it said may change until it is closed anew.
    """

    event_type: ClassVar[str] = "sessions.session.reopened.v1"


@dataclass(frozen=True, kw_only=True)
class SessionCancelled(SessionEvent):
    """
    A session does not take place, or is taken out of the book afterwards.

    ``expected_mother_ids`` are told; nobody is followed up for this session. That one
    of the staff is ill is told as too few of them, because it is her own matter.
    ``decided_by`` are the roles that have said so, and ``notice_hours`` the whole hours
    that were left before the start.
    """

    event_type: ClassVar[str] = "sessions.session.cancelled.v1"

    expected_mother_ids: tuple[UUID, ...]
    reason_code: WhyCancelled | None = None
    decided_by: tuple[FacilitatorRole, ...] = ()
    notice_hours: int | None = None


@dataclass(frozen=True, kw_only=True)
class SessionReinstated(SessionEvent):
    """
    A cancelled session takes place after all, with its register as it stood.

    It says all of the session as it is now. Whoever was told that it is cancelled hears
    of it from those who told her.
    """

    event_type: ClassVar[str] = "sessions.session.reinstated.v1"

    ends_at: datetime
    at_usual_place: bool = True


@dataclass(frozen=True, kw_only=True)
class AttendanceUnrecorded(SessionEvent):
    """
    Nobody has closed a register by the evening of its day.

    ``due_at`` is when it should have been closed, ``missing_count`` how many are
    expected and have no mark. They have not missed: nobody has said so.
    """

    event_type: ClassVar[str] = "roster.attendance.unrecorded.v1"

    due_at: datetime
    missing_count: int


EVENTS: tuple[type[Event], ...] = (
    SessionPlanned,
    SessionSkipped,
    SessionOpened,
    SessionClosed,
    SessionReopened,
    SessionCancelled,
    SessionReinstated,
    AttendanceUnrecorded,
)
