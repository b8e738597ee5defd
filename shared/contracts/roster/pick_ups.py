"""
Who brings whom.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Event
from shared.contracts.roster.event import RosterEvent

DriverRole = Literal["coordinator", "paedagog", "health_visitor", "mother"]


@dataclass(frozen=True, kw_only=True)
class PickUpEvent(RosterEvent):
    """
    An event about one mother being fetched to one session.

    Where they meet tells where she lives, so it is in none of these.
    """

    aggregate: ClassVar[tuple[str, ...]] = ("mother_id", "session_id")

    mother_id: UUID
    session_id: UUID
    driver_role: DriverRole


@dataclass(frozen=True, kw_only=True)
class PickUpPlanned(PickUpEvent):
    """
    Somebody will fetch a mother: planned, planned anew, or moved.

    From ``meet_at`` to the start whoever fetches is not in the room.
    """

    event_type: ClassVar[str] = "sessions.pickup.planned.v1"

    meet_at: datetime
    session_starts_at: datetime


@dataclass(frozen=True, kw_only=True)
class PickUpDone(PickUpEvent):
    """
    A mother was fetched.
    """

    event_type: ClassVar[str] = "sessions.pickup.done.v1"


@dataclass(frozen=True, kw_only=True)
class PickUpCancelled(PickUpEvent):
    """
    A mother is not fetched after all; whoever should have is free again.
    """

    event_type: ClassVar[str] = "sessions.pickup.cancelled.v1"


EVENTS: tuple[type[Event], ...] = (
    PickUpPlanned,
    PickUpDone,
    PickUpCancelled,
)
