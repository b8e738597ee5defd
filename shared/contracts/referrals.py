"""
What referrals announces inside the house, and the smaller set that partners receive.

Neither the concern nor the language nor the need for an interpreter is broadcast: they
stand in the partner's own event alone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Event, LanguageCode, Sensitivity

ConcernCategory = Literal[
    "weight", "sleep", "feeding", "motor", "speech", "wellbeing_mother",
    "wellbeing_child", "other",
]  # fmt: skip
Priority = Literal["routine", "soon"]
Wish = Literal["linked_daycare", "near_home", "same_as_sibling", "childminder"]
ReferralState = Literal["accepted", "declined", "scheduled", "completed"]


@dataclass(frozen=True, kw_only=True)
class ReferralsEvent(Event):
    """
    An event about a referral or a daycare hand-off.
    """

    producer: ClassVar[str] = "referrals"
    exchange: ClassVar[str] = "referrals.events"
    sensitivity: ClassVar[Sensitivity] = Sensitivity.CONFIDENTIAL


@dataclass(frozen=True, kw_only=True)
class ReferralEvent(ReferralsEvent):
    """
    An event about one referral to the health visitors.
    """

    aggregate: ClassVar[tuple[str, ...]] = ("referral_id",)

    referral_id: UUID
    mother_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReferralSubmitted(ReferralEvent):
    """
    A concern has been handed to the health visitors; it may name a child.
    """

    event_type: ClassVar[str] = "referrals.referral.submitted.v1"

    priority: Priority
    child_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ReferralAccepted(ReferralEvent):
    """
    A health visitor has taken a referral on.
    """

    event_type: ClassVar[str] = "referrals.referral.accepted.v1"


@dataclass(frozen=True, kw_only=True)
class ReferralDeclined(ReferralEvent):
    """
    The health visitors cannot take a referral; the sender reads why on the page.
    """

    event_type: ClassVar[str] = "referrals.referral.declined.v1"


@dataclass(frozen=True, kw_only=True)
class VisitScheduled(ReferralsEvent):
    """
    A home visit has a time, or a new time.
    """

    event_type: ClassVar[str] = "referrals.visit.scheduled.v1"
    aggregate: ClassVar[tuple[str, ...]] = ("referral_id",)

    referral_id: UUID
    mother_id: UUID
    visit_at: datetime


@dataclass(frozen=True, kw_only=True)
class ReferralCompleted(ReferralEvent):
    """
    The health visitors have done what the referral asked.
    """

    event_type: ClassVar[str] = "referrals.referral.completed.v1"


@dataclass(frozen=True, kw_only=True)
class HandOffEvent(ReferralsEvent):
    """
    An event about one child's way into daycare.
    """

    sensitivity: ClassVar[Sensitivity] = Sensitivity.ORDINARY
    aggregate: ClassVar[tuple[str, ...]] = ("hand_off_id",)

    hand_off_id: UUID
    child_id: UUID
    mother_id: UUID

    @property
    def aggregate_key(self) -> str:
        """
        Name the hand-off: its events stand under several words of the catalogue.
        """
        return f"daycare.hand_off:{self.hand_off_id}"


@dataclass(frozen=True, kw_only=True)
class PlaceWanted(HandOffEvent):
    """
    A family wants a place for a child.
    """

    event_type: ClassVar[str] = "daycare.place.wanted.v1"


@dataclass(frozen=True, kw_only=True)
class ApplicationHelped(HandOffEvent):
    """
    A family was helped to apply for a place.
    """

    event_type: ClassVar[str] = "daycare.application.helped.v1"

    applied_on: date
    need_month: date


@dataclass(frozen=True, kw_only=True)
class OfferMade(HandOffEvent):
    """
    Daycare intake offers a place, to be answered by ``answer_by``.
    """

    event_type: ClassVar[str] = "daycare.offer.made.v1"

    answer_by: date
    wished: bool


@dataclass(frozen=True, kw_only=True)
class OfferAccepted(HandOffEvent):
    """
    The family has said yes to the place.
    """

    event_type: ClassVar[str] = "daycare.offer.accepted.v1"


@dataclass(frozen=True, kw_only=True)
class OfferDeclined(HandOffEvent):
    """
    The family has said no to the place; the application stands.
    """

    event_type: ClassVar[str] = "daycare.offer.declined.v1"


@dataclass(frozen=True, kw_only=True)
class PlaceStarted(HandOffEvent):
    """
    The child has started in daycare.
    """

    event_type: ClassVar[str] = "daycare.place.started.v1"

    start_month: date


@dataclass(frozen=True, kw_only=True)
class PartnerEvent(ReferralsEvent):
    """
    An event that leaves the house, on the partners' own exchange.
    """

    exchange: ClassVar[str] = "referrals.partners"


@dataclass(frozen=True, kw_only=True)
class PartnerReferralRequested(PartnerEvent):
    """
    What the health visitors' system receives of a referral: no name, no family.
    """

    event_type: ClassVar[str] = "partner.referral.requested.v1"
    subject_kind: ClassVar[str] = "referral"
    subject_field: ClassVar[str] = "referral_ref"
    aggregate: ClassVar[tuple[str, ...]] = ("referral_ref",)

    referral_ref: UUID
    concern_category: ConcernCategory
    priority: Priority
    interpreter_needed: bool
    interpreter_language: LanguageCode | None


@dataclass(frozen=True, kw_only=True)
class PartnerReferralUpdated(PartnerEvent):
    """
    Where a referral stands now.
    """

    event_type: ClassVar[str] = "partner.referral.updated.v1"
    subject_kind: ClassVar[str] = "referral"
    subject_field: ClassVar[str] = "referral_ref"
    aggregate: ClassVar[tuple[str, ...]] = ("referral_ref",)

    referral_ref: UUID
    state: ReferralState


@dataclass(frozen=True, kw_only=True)
class PartnerDaycareHandOff(PartnerEvent):
    """
    What daycare intake receives: when a place is needed, where, and which languages.
    """

    event_type: ClassVar[str] = "partner.daycare.handoff.v1"
    subject_kind: ClassVar[str] = "hand_off"
    subject_field: ClassVar[str] = "hand_off_ref"
    aggregate: ClassVar[tuple[str, ...]] = ("hand_off_ref",)

    hand_off_ref: UUID
    need_month: date
    guarantee_date: date
    wishes: tuple[Wish, ...]
    wished_daycare_ids: tuple[UUID, ...]
    languages: tuple[LanguageCode, ...]


EVENTS: tuple[type[Event], ...] = (
    ReferralSubmitted,
    ReferralAccepted,
    ReferralDeclined,
    VisitScheduled,
    ReferralCompleted,
    PlaceWanted,
    ApplicationHelped,
    OfferMade,
    OfferAccepted,
    OfferDeclined,
    PlaceStarted,
    PartnerReferralRequested,
    PartnerReferralUpdated,
    PartnerDaycareHandOff,
)
