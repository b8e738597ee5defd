"""
What roster announces of a mother: how she is reached and what she has said.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Event, LanguageCode, PersonalText, Sensitivity
from shared.contracts.roster.event import RosterEvent

HeardIn = Literal["roster", "outreach"]
HeardBy = Literal["coordinator", "paedagog", "health_visitor", "mother", "system"]


@dataclass(frozen=True, kw_only=True)
class ContactChanged(RosterEvent):
    """
    How a mother may be reached, and in which languages, is new or has changed.

    ``languages`` are those that she speaks. What she reads is told as far as she has
    said it.

    The one event with personal data. It goes out on an exchange of its own, which only
    outreach and notifications may bind (decision 0006).
    """

    event_type: ClassVar[str] = "roster.contact.changed.v1"
    exchange: ClassVar[str] = "roster.contacts"
    sensitivity: ClassVar[Sensitivity] = Sensitivity.CONFIDENTIAL

    mother_id: UUID
    display_name: PersonalText
    phone: PersonalText | None
    languages: tuple[LanguageCode, ...]
    shared_phone: bool
    may_leave_message: bool
    reading_languages: tuple[LanguageCode, ...] = ()
    does_not_read: bool = False

    @property
    def outlives_merge(self) -> bool:
        return False


@dataclass(frozen=True, kw_only=True)
class CommitmentGiven(RosterEvent):
    """
    A mother has said that she wants to come; only this allows persistence.
    """

    event_type: ClassVar[str] = "roster.commitment.given.v1"

    mother_id: UUID
    said_on: date
    heard_by_role: HeardBy

    @property
    def outlives_merge(self) -> bool:
        return False


@dataclass(frozen=True, kw_only=True)
class CommitmentWithdrawn(RosterEvent):
    """
    A mother has taken her yes back, without saying no thanks.

    She is not followed up again and again any more. Of this and a yes the newest holds.
    """

    event_type: ClassVar[str] = "roster.commitment.withdrawn.v1"

    mother_id: UUID
    withdrawn_on: date
    heard_by_role: HeardBy


@dataclass(frozen=True, kw_only=True)
class MotherDeclined(RosterEvent):
    """
    A mother has said no thanks; it holds at once and everywhere.

    ``heard_in`` says which service has heard it: that one need not hear it back.
    """

    event_type: ClassVar[str] = "roster.mother.declined.v1"

    mother_id: UUID
    declined_on: date
    heard_in: HeardIn = "roster"


@dataclass(frozen=True, kw_only=True)
class MotherDeclineTakenBack(RosterEvent):
    """
    She has not said no thanks: it was a slip of the finger, minutes ago.

    It shares the version line of the no thanks, and of the two the newest holds. Two
    entries of one mother are no slip: of an id that is given up it says nothing.
    """

    event_type: ClassVar[str] = "roster.mother.decline_taken_back.v1"

    mother_id: UUID
    heard_in: HeardIn = "roster"

    @property
    def outlives_merge(self) -> bool:
        return False


@dataclass(frozen=True, kw_only=True)
class MotherMerged(RosterEvent):
    """
    Two were one mother all along: ``merged_id`` is another id of hers from now on.

    What is known under it goes to ``mother_id``, and so does what is told of it later.
    What the roster itself knows of her is told anew with this.
    """

    event_type: ClassVar[str] = "roster.mother.merged.v1"

    mother_id: UUID
    merged_id: UUID

    @property
    def aggregate_key(self) -> str:
        """
        Name the id that is given up, which happens once.
        """
        return f"roster.merged:{self.merged_id}"


@dataclass(frozen=True, kw_only=True)
class ResourceEvent(RosterEvent):
    """
    An event about one thing that a mother would do for the others.
    """

    mother_id: UUID
    kind: Literal["welcome", "translate", "cook", "trip", "make_ready", "run_session"]

    @property
    def aggregate_key(self) -> str:
        """
        Name her and the thing: what she says of another takes nothing of this back.
        """
        return f"roster.resource:{self.mother_id}:{self.kind}"

    @property
    def outlives_merge(self) -> bool:
        return False


@dataclass(frozen=True, kw_only=True)
class ResourceOffered(ResourceEvent):
    """
    A mother offers to help the others.
    """

    event_type: ClassVar[str] = "roster.resource.offered.v1"


@dataclass(frozen=True, kw_only=True)
class ResourceWithdrawn(ResourceEvent):
    """
    A mother does not offer this any more.
    """

    event_type: ClassVar[str] = "roster.resource.withdrawn.v1"


EVENTS: tuple[type[Event], ...] = (
    ContactChanged,
    CommitmentGiven,
    CommitmentWithdrawn,
    MotherDeclined,
    MotherDeclineTakenBack,
    ResourceOffered,
    ResourceWithdrawn,
    MotherMerged,
)
