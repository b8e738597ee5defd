"""
Where a mother stands on her way through the group.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Event
from shared.contracts.roster.event import RosterEvent

SuggestedBy = Literal[
    "health_visitor", "daycare", "housing_team", "a_mother", "herself", "another"
]
ReviewCause = Literal["no_answer", "child_over_2", "absent_6w", "daycare_started"]


@dataclass(frozen=True, kw_only=True)
class EnrolmentEvent(RosterEvent):
    """
    An event about where a mother stands; of these the newest holds.

    A no thanks is none of them: nothing that is heard later may take its place.
    """

    mother_id: UUID
    changed_at: datetime

    @property
    def aggregate_key(self) -> str:
        """
        Name her enrolment, which is told under several words of the catalogue.
        """
        return f"roster.enrolment:{self.mother_id}"

    @property
    def outlives_merge(self) -> bool:
        return False


@dataclass(frozen=True, kw_only=True)
class MotherSuggested(EnrolmentEvent):
    """
    Somebody thinks that the group could be good for her.
    """

    event_type: ClassVar[str] = "roster.mother.suggested.v1"

    suggested_by: SuggestedBy


@dataclass(frozen=True, kw_only=True)
class MotherInvited(EnrolmentEvent):
    """
    She was asked whether she wants to come.
    """

    event_type: ClassVar[str] = "roster.mother.invited.v1"


@dataclass(frozen=True, kw_only=True)
class MotherActivated(EnrolmentEvent):
    """
    She has been at a session, and is in the group.
    """

    event_type: ClassVar[str] = "roster.mother.activated.v1"

    first_attended_session_id: UUID


@dataclass(frozen=True, kw_only=True)
class MotherPaused(EnrolmentEvent):
    """
    She stays away for a while, as agreed; nobody follows that up.
    """

    event_type: ClassVar[str] = "roster.mother.paused.v1"

    until: date | None


@dataclass(frozen=True, kw_only=True)
class MotherResumed(EnrolmentEvent):
    """
    Her pause is over; what was before it stays over too.
    """

    event_type: ClassVar[str] = "roster.mother.resumed.v1"


@dataclass(frozen=True, kw_only=True)
class MotherReviewDue(EnrolmentEvent):
    """
    Two of the team are asked to talk about her. She stays where she is.
    """

    event_type: ClassVar[str] = "roster.mother.review_due.v1"

    cause: ReviewCause

    @property
    def aggregate_key(self) -> str:
        """
        Name the question: it tells of no new place, so it takes no other's.
        """
        return f"roster.review:{self.mother_id}"


@dataclass(frozen=True, kw_only=True)
class MotherLeft(EnrolmentEvent):
    """
    She has left the group, for something else.
    """

    event_type: ClassVar[str] = "roster.mother.left.v1"


@dataclass(frozen=True, kw_only=True)
class MotherReturned(EnrolmentEvent):
    """
    She is on her way in again who had declined or left.
    """

    event_type: ClassVar[str] = "roster.mother.returned.v1"

    after: Literal["declined", "alumni"]


EVENTS: tuple[type[Event], ...] = (
    MotherSuggested,
    MotherInvited,
    MotherActivated,
    MotherPaused,
    MotherResumed,
    MotherReviewDue,
    MotherLeft,
    MotherReturned,
)
