"""
The bus, broken on purpose: one function a fault that the checkers have to find.
"""

import os
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from services.outreach.domain import follow_up_record
from services.outreach.domain.mother_record import MotherRecord
from shared.bus.broker import Letter, Reader
from shared.bus.inbox import Inbox
from shared.bus.pump import BATCH, Pump
from shared.bus.relay import Relay
from shared.contracts.envelope import Envelope
from shared.kernel.ids import new_id

_WAIT = 1.0  # seconds


def mark_before_confirm() -> None:
    """
    Mark what is to be published, commit, and only then publish it.

    Nothing is handed over, so that all of it goes this way.
    """
    mark, wake = Relay._mark, Relay.wake

    def publish_batch(relay: Any) -> int:
        with relay._engine.begin() as connection:
            letters = relay._take(connection)
            mark(relay, connection, {one.id: None for one in letters})
        if letters:
            relay._mark(None, {})
        relay._publish(letters)
        return len(letters)

    def keep(relay: Any, connection: Any, answers: Any) -> None:
        if connection is not None:
            mark(relay, connection, answers)

    Relay.wake = lambda relay, _letters=(): wake(relay)  # type: ignore[method-assign]
    Relay._mark = keep  # type: ignore[method-assign]
    Relay.publish_batch = publish_batch  # type: ignore[method-assign]


def acknowledge_first() -> None:
    """
    Acknowledge a batch before it is dealt with, and leave without finishing it.
    """

    def read_batch(pump: Any, reader: Reader) -> int:
        deliveries = reader.read(limit=BATCH, wait=_WAIT)
        if deliveries:
            reader.acknowledge(deliveries)
            pump._insist([one.body for one in deliveries], reader)
        return len(deliveries)

    def stop(_pump: Any) -> None:
        os._exit(0)

    Pump.read_batch = read_batch  # type: ignore[method-assign]
    Pump.stop = stop  # type: ignore[method-assign]


def no_inbox() -> None:
    """
    Believe of every event that it is new.
    """

    def take(_inbox: Inbox, envelopes: Sequence[Envelope], **_: Any) -> list[Envelope]:
        return list(envelopes)

    Inbox.take = take  # type: ignore[method-assign]


def no_inbox_and_no_cause_key() -> None:
    """
    Believe every event, and give each effect an id of its own.
    """
    no_inbox()

    def any_id(*, mother_id: UUID, session_id: UUID) -> UUID:
        del mother_id, session_id
        return new_id()

    follow_up_record.follow_up_id = any_id
    # A session is a cause too: without a key nobody looks for what it has had.
    MotherRecord._of_session = lambda _mother, _session_id: None  # type: ignore[method-assign]


def no_versions() -> None:
    """
    Let an older event follow a newer one.
    """

    def take(inbox: Inbox, envelopes: Sequence[Envelope], *, now: Any) -> Any:
        new = inbox._note({one.id: one for one in envelopes}, now=now)
        return [one for one in envelopes if one.id in new]

    Inbox.take = take  # type: ignore[method-assign]
    Inbox.newest = lambda _inbox, envelopes: list(envelopes)  # type: ignore[method-assign]


class CursorRelay(Relay):
    """
    Remembers the greatest id that it has seen, and never looks behind it.
    """

    _seen = UUID(int=0)

    def _take(self, connection: Any) -> list[Letter]:
        letters = [one for one in super()._take(connection) if one.id > self._seen]
        self._seen = max((one.id for one in letters), default=self._seen)
        return letters
