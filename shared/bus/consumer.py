"""
Events of others, applied: a batch is one transaction, an event one policy.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID, uuid5

import structlog

from shared.bus.cause import Cause
from shared.bus.unit_of_work import UnitOfWork
from shared.contracts.envelope import Envelope, Undecodable, read_envelope
from shared.contracts.event import Event
from shared.kernel.clock import Clock

_UNREADABLE = UUID("0d5e1f0c-6a35-5a41-8f7e-3d1f6f5d7d10")

log = structlog.get_logger()

Needs = Callable[[Any], Mapping[str, UUID]]


class Act(Protocol):
    """
    What a service does about one event.
    """

    def __call__(self, event: Any, *, now: datetime, uow: Any) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Policy:
    """
    What is done about an event, and which rows that will touch.

    ``needs`` names, for each repository, the id that the policy will ask for, so that a
    whole batch is read with one query a table.
    """

    event: type[Event]
    act: Act
    needs: Needs


@dataclass(frozen=True, kw_only=True)
class _Read:
    envelope: Envelope
    body: bytes


class Consumer:
    """
    Applies what has come in. When ``take`` returns, everything is safe to acknowledge.
    """

    def __init__(
        self,
        policies: Iterable[Policy],
        *,
        unit_of_work: Callable[[Cause], UnitOfWork],
        clock: Clock,
    ) -> None:
        self._policies = {policy.event: policy for policy in policies}
        self._unit_of_work = unit_of_work
        self._clock = clock

    def take(self, bodies: Sequence[bytes]) -> None:
        """
        Apply a batch, each event once; keep what fails, park what cannot be read.

        Raises only when the database cannot even keep a failing event. Then nothing may
        be acknowledged, and all of it comes again.
        """
        readable = [one for one in map(self._read, bodies) if one]
        try:
            self._apply([one.envelope for one in readable])
        except Exception as error:  # noqa: BLE001 - what failed is found one by one.
            log.info("batch_failed", number=len(readable), reason=_reason(error))
            for one in readable:
                self._apply_alone(one)

    def park(self, bodies: Sequence[bytes]) -> None:
        """
        Keep, unread, what the broker gave up on: it ended its reader again and again.
        """
        for body in bodies:
            self._park(body, "ends-its-reader")

    def retry_due(self) -> int:
        """
        Try again what has failed and whose time has come; return how many there were.
        """
        tried = 0
        while self._retry_one():
            tried += 1
        return tried

    def _apply(self, envelopes: Sequence[Envelope]) -> None:
        if not envelopes:
            return
        now = self._clock.now()
        with self._unit_of_work(Cause.of(envelopes[0], now=now)) as uow:
            self._act(uow.inbox.take(envelopes, now=now), uow=uow, now=now)
            uow.commit()
        log.info("events_applied", number=len(envelopes))

    def _act(
        self, envelopes: Sequence[Envelope], *, uow: UnitOfWork, now: datetime
    ) -> None:
        self._load_what_is_needed(envelopes, uow)
        for one in envelopes:
            uow.cause = Cause.of(one, now=now)
            self._policies[type(one.event)].act(one.event, now=now, uow=uow)

    def _load_what_is_needed(
        self, envelopes: Iterable[Envelope], uow: UnitOfWork
    ) -> None:
        wanted: defaultdict[str, set[UUID]] = defaultdict(set)
        for one in envelopes:
            for name, key in self._policies[type(one.event)].needs(one.event).items():
                wanted[name].add(key)
        for name in uow.repositories:
            if wanted[name]:
                getattr(uow, name).load(wanted[name])

    def _apply_alone(self, one: _Read) -> None:
        try:
            self._apply([one.envelope])
        except Exception as error:  # noqa: BLE001 - a policy may fail in any way.
            self._log_failure(one.envelope, error)
            now = self._clock.now()
            with self._unit_of_work(Cause.of(one.envelope, now=now)) as uow:
                uow.inbox.keep_failing(
                    one.envelope, one.body, reason=_reason(error), now=now
                )
                uow.commit()

    def _retry_one(self) -> bool:
        now = self._clock.now()
        with self._unit_of_work(Cause.by_system(now=now)) as uow:
            row = uow.inbox.due(now=now)
            if row is None:
                return False
            try:
                with uow.attempt():
                    self._act_again(row, uow=uow, now=now)
            except Exception as error:  # noqa: BLE001 - a policy may fail in any way.
                log.warning(
                    "event_failed_again",
                    event_id=str(row.event_id),
                    event_type=row.event_type,
                    reason=_reason(error),
                    attempts=row.attempts + 1,
                )
                uow.inbox.fail_again(row, reason=_reason(error), now=now)
            uow.commit()
        return True

    def _act_again(self, row: Any, *, uow: UnitOfWork, now: datetime) -> None:
        envelope = self._known(read_envelope(row.body))
        if row.event_id == envelope.id:
            newest = uow.inbox.newest([envelope])
        else:
            # It was parked unread; now that it can be read, its own id counts.
            newest = uow.inbox.take([envelope], now=now)
        self._act(newest, uow=uow, now=now)
        uow.inbox.finish(row.event_id)

    def _read(self, body: bytes) -> _Read | None:
        try:
            return _Read(envelope=self._known(read_envelope(body)), body=body)
        except Undecodable as error:
            self._park(body, error.reason)
            return None

    def _known(self, envelope: Envelope) -> Envelope:
        if type(envelope.event) not in self._policies:
            raise Undecodable("unknown-type")
        return envelope

    def _park(self, body: bytes, reason: str) -> None:
        now = self._clock.now()
        # The same unreadable message has the same id, so that it is parked once.
        event_id = uuid5(_UNREADABLE, body.hex())
        with self._unit_of_work(Cause.by_system(now=now)) as uow:
            uow.inbox.park_unread(event_id, body, reason=reason, now=now)
            uow.commit()
        log.warning("message_parked", event_id=str(event_id), reason=reason)

    def _log_failure(self, envelope: Envelope, error: Exception) -> None:
        log.warning(
            "event_failed",
            event_id=str(envelope.id),
            event_type=envelope.event.event_type,
            reason=_reason(error),
        )


def _reason(error: Exception) -> str:
    """
    Name an error without its text, which may quote a person.
    """
    return error.reason if isinstance(error, Undecodable) else type(error).__name__
