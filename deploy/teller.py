"""
Tells what happens, from the events themselves as they go over the bus.
"""

import sys
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from shared.bus.embedded import EmbeddedBroker
from shared.bus.topology import PARTNER_FEEDS, Queue, Topology, partner_feed
from shared.contracts import notifications, outreach, referrals
from shared.contracts.envelope import read_envelope
from shared.contracts.event import Event
from shared.contracts.registry import ALL_EVENTS
from shared.contracts.roster import attendance, enrolment, mothers, pick_ups, sessions

_EARS = "story"
_WHO_LISTENS = {
    "health_visitors.feed": "the health visitors' system",
    "daycare_intake.feed": "daycare intake",
}


class Teller:
    """
    Listens to everything on the embedded broker, and to the partners' feeds.
    """

    def __init__(self, broker: EmbeddedBroker) -> None:
        everything = tuple((one.exchange, one.event_type) for one in ALL_EVENTS)
        broker.declare(
            Topology(
                exchanges=(),
                queues=(
                    Queue(name=_EARS, bindings=everything),
                    *(partner_feed(name) for name in PARTNER_FEEDS),
                ),
            )
        )
        self.names: Mapping[str, str] = {}
        self._broker = broker

    def listen(self) -> None:
        """
        Hear what has happened and say nothing.
        """
        for queue in (_EARS, *PARTNER_FEEDS):
            self._taken(queue)

    def tell(self) -> None:
        """
        Tell what has happened since the last time, line by line.
        """
        for event in self._taken(_EARS):
            line = self._line(event)
            if line:
                say(f"    {line}")
        for feed, who in _WHO_LISTENS.items():
            for event in self._taken(feed):
                say(f"    -> {who} receives {event.event_type}: {_content(event)}")

    def _taken(self, queue: str) -> list[Event]:
        waiting = self._broker.queues[queue]
        bodies = [waiting.popleft() for _ in range(len(waiting))]
        return [read_envelope(body).event for body in bodies]

    def _line(self, event: Event) -> str:
        words = _WORDS.get(type(event))
        return (
            words(event, self._name(getattr(event, "mother_id", None))) if words else ""
        )

    def _name(self, mother_id: UUID | None) -> str:
        return self.names.get(str(mother_id), "a mother")


def say(line: str = "") -> None:
    """
    Say a line at once, also when somebody reads through a pipe.
    """
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _content(event: Event) -> str:
    told = {
        name: value
        for name, value in vars(event).items()
        if not name.endswith("_ref") and value not in {None, ()}
    }
    return ", ".join(f"{name} {_value(value)}" for name, value in told.items())


def _value(value: Any) -> str:
    return "/".join(map(str, value)) if isinstance(value, tuple) else str(value)


_WORDS: dict[type[Event], Callable[[Any, str], str]] = {
    sessions.SessionClosed: lambda e, _n: (
        f"roster: the register is closed: {e.attended} attended, {e.cancelled} "
        f"cancelled, {e.missed} missed"
    ),
    attendance.AttendanceCancelled: lambda _e, n: f"roster: {n} had cancelled: contact",
    attendance.AttendanceMissed: lambda e, n: (
        f"roster: {n} missed ({e.missed_in_a_row} in a row)"
    ),
    attendance.AttendanceExcusedLate: lambda _e, n: (
        f"roster: {n} did not miss after all"
    ),
    pick_ups.PickUpPlanned: lambda e, n: (
        f"roster: {n} is to be fetched on {e.meet_at:%d %B}"
    ),
    mothers.MotherDeclined: lambda _e, n: f"roster: {n} is no longer expected",
    enrolment.MotherSuggested: lambda _e, n: f"roster: {n} is suggested",
    enrolment.MotherActivated: lambda _e, n: f"roster: {n} has come for the first time",
    enrolment.MotherPaused: lambda _e, n: f"roster: {n} pauses; nobody follows up",
    enrolment.MotherLeft: lambda _e, n: f"roster: {n} has left for something else",
    outreach.EpisodeClosed: lambda e, n: (
        f"outreach: nothing is open for {n} any more ({e.outcome})"
    ),
    outreach.FollowUpOpened: lambda _e, n: f"outreach: a follow-up for {n} is opened",
    outreach.FollowUpWithdrawn: lambda e, n: (
        f"outreach: the follow-up for {n} is withdrawn ({e.reason})"
    ),
    outreach.FollowUpCompleted: lambda e, n: (
        f"outreach: the follow-up for {n} is done ({e.outcome})"
    ),
    outreach.FollowUpStopped: lambda _e, n: (
        f"outreach: the follow-up for {n} is stopped"
    ),
    outreach.AttemptLogged: lambda e, n: (
        f"outreach: {e.channel} to {n}, {'reached' if e.reached else 'not reached'}"
    ),
    outreach.AgreementChanged: lambda e, n: (
        f"outreach: the agreement with {n} is now {e.to_kind}"
    ),
    referrals.ReferralSubmitted: lambda e, n: (
        f"referrals: a concern about {n}'s child is a referral ({e.priority})"
    ),
    referrals.ReferralAccepted: lambda _e, _n: "referrals: a health visitor accepts it",
    referrals.VisitScheduled: lambda _e, n: (
        f"referrals: a home visit to {n} has a time"
    ),
    referrals.PlaceWanted: lambda _e, n: f"referrals: {n} wants a place in daycare",
    referrals.ApplicationHelped: lambda e, n: (
        f"referrals: {n} is helped to apply for a place from {e.need_month:%B %Y}"
    ),
    referrals.OfferMade: lambda e, n: (
        f"referrals: {n}'s child is offered a place, answer by {e.answer_by}"
    ),
    referrals.OfferAccepted: lambda _e, n: f"referrals: {n} says yes to the place",
    notifications.MessageWithdrawn: lambda e, n: (
        f"notifications: the unsent message {e.template} to {n} is withdrawn"
    ),
    notifications.MessageSuppressed: lambda e, n: (
        f"notifications: the message {e.template} to {n} is held back ({e.reason})"
    ),
    notifications.MessageSent: lambda e, n: (
        f"notifications: the message {e.template} to {n} would leave now"
    ),
}
