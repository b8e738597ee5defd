"""
Who of the three is in the room.
"""

from dataclasses import dataclass
from typing import ClassVar

from shared.contracts.event import Event
from shared.contracts.roster.event import FacilitatorRole
from shared.contracts.roster.sessions import SessionEvent


@dataclass(frozen=True, kw_only=True)
class StaffingEvent(SessionEvent):
    """
    An event about who of the three is in the room when a session opens.

    ``roles_in_room`` are there; ``roles_fetching`` come later, with a mother. Who is
    away and why is in none of these.
    """

    roles_in_room: tuple[FacilitatorRole, ...]
    roles_fetching: tuple[FacilitatorRole, ...]


@dataclass(frozen=True, kw_only=True)
class StaffingShort(StaffingEvent):
    """
    A session that is near has fewer than two in the room; told once for each cause.
    """

    event_type: ClassVar[str] = "sessions.staffing.short.v1"


@dataclass(frozen=True, kw_only=True)
class StaffingCovered(StaffingEvent):
    """
    A session of which it was told that it is short has two in the room again.
    """

    event_type: ClassVar[str] = "sessions.staffing.covered.v1"


EVENTS: tuple[type[Event], ...] = (
    StaffingShort,
    StaffingCovered,
)
