"""
Every exchange, queue and binding, from one list: at deployment, never by a service.

A service has no right to configure the broker. The names are frozen by a test, because
a renamed queue strands what waits in the old one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from shared.contracts import notifications, outreach, privacy, referrals
from shared.contracts.event import Event
from shared.contracts.registry import ALL_EVENTS
from shared.contracts.roster import (
    attendance,
    children,
    enrolment,
    groups,
    mothers,
    sessions,
)
from shared.kernel.organisations import PARTNERS, Organisation, first_of

SERVICES = ("roster", "outreach", "referrals", "notifications")

CONSUMED: Mapping[str, tuple[type[Event], ...]] = {
    "roster": (
        outreach.AgreementChanged,
        outreach.AgreementTakenBack,
        referrals.ReferralSubmitted,
        referrals.ReferralDeclined,
        referrals.ReferralCompleted,
        referrals.PlaceWanted,
        referrals.PlaceStarted,
        privacy.OutreachErasureConfirmed,
        privacy.ReferralsErasureConfirmed,
        privacy.NotificationsErasureConfirmed,
    ),
    "outreach": (
        mothers.ContactChanged,
        mothers.CommitmentGiven,
        mothers.CommitmentWithdrawn,
        mothers.MotherDeclined,
        mothers.MotherDeclineTakenBack,
        enrolment.MotherPaused,
        enrolment.MotherResumed,
        enrolment.MotherLeft,
        enrolment.MotherReturned,
        mothers.MotherMerged,
        groups.MotherListed,
        groups.GroupBegun,
        groups.ContactReassigned,
        attendance.AttendanceRecorded,
        attendance.AttendanceMissed,
        attendance.AttendanceExcusedLate,
        attendance.AttendanceCorrected,
        sessions.SessionPlanned,
        sessions.SessionSkipped,
        sessions.SessionCancelled,
        sessions.SessionReinstated,
        groups.CalendarImported,
        notifications.MessageSuppressed,
        notifications.MessageFailed,
        privacy.ErasureOrdered,
    ),
    "referrals": (
        children.ChildAdded,
        children.ChildRemoved,
        groups.MotherListed,
        mothers.MotherMerged,
        privacy.ErasureOrdered,
    ),
    "notifications": (
        mothers.ContactChanged,
        mothers.MotherDeclined,
        mothers.MotherDeclineTakenBack,
        sessions.SessionPlanned,
        sessions.SessionSkipped,
        enrolment.MotherPaused,
        enrolment.MotherResumed,
        enrolment.MotherLeft,
        enrolment.MotherReturned,
        mothers.MotherMerged,
        groups.MotherListed,
        sessions.SessionCancelled,
        sessions.SessionReinstated,
        outreach.AgreementChanged,
        outreach.AgreementTakenBack,
        outreach.FollowUpOpened,
        outreach.FollowUpCompleted,
        outreach.FollowUpWithdrawn,
        outreach.FollowUpStopped,
        outreach.NeutralTextDue,
        outreach.NeutralTextWithdrawn,
        referrals.VisitScheduled,
        referrals.OfferMade,
        privacy.ErasureOrdered,
    ),
}
PARTNER_FEEDS: Mapping[str, tuple[type[Event], ...]] = {
    "health_visitors.feed": (
        referrals.PartnerReferralRequested,
        referrals.PartnerReferralUpdated,
    ),
    "daycare_intake.feed": (referrals.PartnerDaycareHandOff,),
}
TOLD_BY_A_FEED = frozenset(
    event.event_type for events in PARTNER_FEEDS.values() for event in events
)

UNROUTED = "unrouted"
PARK = "park"
_DELIVERY_LIMIT = 100  # Counts a consumer's crashes; a failing policy never gets there.
_UNROUTED_KEPT = 10_000
_FIRSTS = frozenset(map(first_of, PARTNERS))


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """
    A durable exchange; what it cannot route goes to ``alternate``.
    """

    name: str
    kind: str = "topic"
    alternate: str | None = None


@dataclass(frozen=True, kw_only=True)
class Queue:
    """
    A durable quorum queue and the exact keys that it receives.
    """

    name: str
    bindings: tuple[tuple[str, str], ...]
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Topology:
    """
    All that is declared at deployment.
    """

    exchanges: tuple[Exchange, ...]
    queues: tuple[Queue, ...]


def inbox_queue(service: str) -> str:
    return f"{service}.in"


def park_queue(service: str) -> str:
    return f"{service}.park"


def routing_key(event_type: str, *, to: UUID | None = None) -> str:
    """
    Return under which key an event goes out, if it is for one organisation: to that.

    To the first of a kind it is the type alone, as when there was no other.
    """
    return event_type if to is None or to in _FIRSTS else f"{event_type}.{to}"


def whole_topology(organisations: Iterable[tuple[Organisation, UUID]] = ()) -> Topology:
    """
    Return what a deployment declares: services, partners' feeds, and the safety nets.

    ``organisations`` are those of the installation, by kind and id: the first of each
    kind is there without being named.
    """
    nets = (
        Exchange(name=UNROUTED, kind="fanout"),
        Exchange(name=PARK, kind="direct"),
    )
    speaking = sorted({event.exchange for event in ALL_EVENTS})
    return Topology(
        exchanges=(
            *nets,
            *(Exchange(name=name, alternate=UNROUTED) for name in speaking),
        ),
        queues=(
            Queue(
                name=UNROUTED,
                bindings=((UNROUTED, ""),),
                arguments={"x-max-length": _UNROUTED_KEPT, "x-overflow": "drop-head"},
            ),
            *(_parked(service) for service in SERVICES),
            *(_reading(service) for service in SERVICES),
            *(partner_feed(name) for name in PARTNER_FEEDS),
            *_feeds_of_others(organisations),
        ),
    )


def embedded_topology() -> Topology:
    """
    Return the whole topology without the partners' feeds.

    In one process there is no partner at the other end, and a feed that nobody reads
    would only grow. Partners read the same events over HTTP.
    """
    whole = whole_topology()
    return Topology(
        exchanges=whole.exchanges,
        queues=tuple(one for one in whole.queues if one.name not in PARTNER_FEEDS),
    )


def partner_feed(name: str) -> Queue:
    return Queue(name=name, bindings=_bindings(PARTNER_FEEDS[name]))


def is_told_by_a_feed(kind: Organisation) -> bool:
    return _feed_of_first(kind) in PARTNER_FEEDS


def _feed_of_first(kind: Organisation) -> str:
    return f"{kind}.feed"


def _feeds_of_others(organisations: Iterable[tuple[Organisation, UUID]]) -> list[Queue]:
    return [
        _feed_of_other(kind, its_id)
        for kind, its_id in organisations
        if is_told_by_a_feed(kind) and its_id not in _FIRSTS
    ]


def _feed_of_other(kind: Organisation, its_id: UUID) -> Queue:
    return Queue(
        name=f"{kind}.{its_id}.feed",
        bindings=tuple(
            (event.exchange, routing_key(event.event_type, to=its_id))
            for event in PARTNER_FEEDS[_feed_of_first(kind)]
        ),
    )


def _reading(service: str) -> Queue:
    return Queue(
        name=inbox_queue(service),
        bindings=_bindings(CONSUMED[service]),
        arguments={
            "x-delivery-limit": _DELIVERY_LIMIT,
            "x-dead-letter-exchange": PARK,
            "x-dead-letter-routing-key": service,
            "x-dead-letter-strategy": "at-least-once",
            "x-overflow": "reject-publish",
        },
    )


def _parked(service: str) -> Queue:
    return Queue(name=park_queue(service), bindings=((PARK, service),))


def _bindings(events: tuple[type[Event], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((event.exchange, event.event_type) for event in events)
