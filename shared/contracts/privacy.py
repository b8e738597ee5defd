"""
How a person's data is erased everywhere: roster orders it, and each service confirms.

A type has one producer, so each service's confirmation is a type of its own. The field
is not called ``mother_id``: what is told of an erased mother is dropped, and this is
what must not be.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared.contracts.event import Event


@dataclass(frozen=True, kw_only=True)
class PrivacyEvent(Event):
    """
    An event about the data of one person.
    """

    subject_field: ClassVar[str] = "person_id"
    aggregate: ClassVar[tuple[str, ...]] = ("person_id",)

    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class ErasureOrdered(PrivacyEvent):
    """
    A mother is to be erased everywhere; roster itself has done it.

    Until ``due_at`` each service confirms; later than that people are told.
    """

    event_type: ClassVar[str] = "privacy.subject.erasure_ordered.v1"
    producer: ClassVar[str] = "roster"
    exchange: ClassVar[str] = "roster.events"

    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class OutreachErasureConfirmed(PrivacyEvent):
    """
    Outreach keeps nothing of her but her id.
    """

    event_type: ClassVar[str] = "outreach.erasure.confirmed.v1"
    producer: ClassVar[str] = "outreach"
    exchange: ClassVar[str] = "outreach.events"


@dataclass(frozen=True, kw_only=True)
class ReferralsErasureConfirmed(PrivacyEvent):
    """
    Referrals keeps nothing of her but her id.
    """

    event_type: ClassVar[str] = "referrals.erasure.confirmed.v1"
    producer: ClassVar[str] = "referrals"
    exchange: ClassVar[str] = "referrals.events"


@dataclass(frozen=True, kw_only=True)
class NotificationsErasureConfirmed(PrivacyEvent):
    """
    Notifications keeps nothing of her but her id.
    """

    event_type: ClassVar[str] = "notify.erasure.confirmed.v1"
    producer: ClassVar[str] = "notifications"
    exchange: ClassVar[str] = "notifications.events"


EVENTS: tuple[type[Event], ...] = (
    ErasureOrdered,
    OutreachErasureConfirmed,
    ReferralsErasureConfirmed,
    NotificationsErasureConfirmed,
)
