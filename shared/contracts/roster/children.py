"""
The children on the list.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.event import Event
from shared.contracts.roster.event import RosterEvent


@dataclass(frozen=True, kw_only=True)
class ChildAdded(RosterEvent):
    """
    A child stands on the list, with the month of its birth, not the day.

    ``same_as`` names the entry by which it is listed, where it was entered twice with
    its mother.
    """

    event_type: ClassVar[str] = "roster.child.added.v1"
    aggregate: ClassVar[tuple[str, ...]] = ("child_id",)

    child_id: UUID
    mother_id: UUID
    birth_month: date
    same_as: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ChildRemoved(RosterEvent):
    """
    A child was entered by mistake and stands on no list; it may be added again.
    """

    event_type: ClassVar[str] = "roster.child.removed.v1"
    aggregate: ClassVar[tuple[str, ...]] = ("child_id",)

    child_id: UUID
    mother_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChildBirthday(RosterEvent):
    """
    A child has had a birthday, on a wall in Copenhagen; told once.
    """

    aggregate: ClassVar[tuple[str, ...]] = ("child_id",)

    child_id: UUID
    mother_id: UUID
    birth_month: date

    @property
    def aggregate_key(self) -> str:
        """
        Name its age, so that this takes the place of nothing else told of the child.
        """
        return f"roster.child_age:{self.child_id}"


@dataclass(frozen=True, kw_only=True)
class ChildTurnedOne(ChildBirthday):
    """
    A child is one year old.
    """

    event_type: ClassVar[str] = "roster.child.turned_one.v1"


@dataclass(frozen=True, kw_only=True)
class ChildTurnedTwo(ChildBirthday):
    """
    A child is two years old: from the next day on the team is asked about its mother.
    """

    event_type: ClassVar[str] = "roster.child.turned_two.v1"


EVENTS: tuple[type[Event], ...] = (
    ChildAdded,
    ChildRemoved,
    ChildTurnedOne,
    ChildTurnedTwo,
)
