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
from shared.db.ahead import Question
from shared.db.engine import is_lost
from shared.kernel.clock import Clock

_UNREADABLE = UUID("0d5e1f0c-6a35-5a41-8f7e-3d1f6f5d7d10")

_TAKEN_OUT = 3  # events, before a batch is halved instead

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


class PolicyFailed(Exception):
    """
    A policy has failed; ``reason`` names its error and never quotes it.
    """

    def __init__(self, event_id: UUID, reason: str) -> None:
        super().__init__(reason)
        self.event_id = event_id
        self.reason = reason


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

        Raises only when the database is away or cannot even keep a failing event. Then
        nothing may be acknowledged, and all of it comes again.
        """
        waiting: list[Sequence[_Read]] = [self._read_all(bodies)]
        failures = 0
        while waiting:
            part = waiting.pop()
            try:
                self._apply([one.envelope for one in part])
            except Exception as error:
                if is_lost(error) or is_lost(error.__cause__):
                    raise  # It is not the events; the whole batch waits in hand.
                failures += 1
                waiting += self._without_what_failed(part, error, failures=failures)

    def park(self, bodies: Sequence[bytes]) -> None:
        """
        Keep, unread, what the broker gave up on: it ended its reader again and again.
        """
        self._park([(body, "ends-its-reader") for body in bodies])

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
            if len(envelopes) == 1:
                uow.ask_ahead(self._questions(envelopes[0], uow=uow, now=now))
            self._act(uow.inbox.take(envelopes, now=now), uow=uow, now=now)
            uow.commit()
        log.info("events_applied", number=len(envelopes))

    def _questions(
        self, envelope: Envelope, *, uow: UnitOfWork, now: datetime
    ) -> list[Question]:
        """
        Return all that one event will ask, in the order in which it will.

        One that turns out to be old has asked, and locked, more than it needs.
        """
        needs = self._policies[type(envelope.event)].needs(envelope.event)
        questions = [
            *uow.inbox.questions(envelope, now=now),
            *uow.persons.questions([envelope]),
        ]
        for name in uow.repositories:
            if name in needs:
                questions += getattr(uow, name).questions([needs[name]])
        return questions

    def _act(
        self, envelopes: Sequence[Envelope], *, uow: UnitOfWork, now: datetime
    ) -> None:
        living = uow.persons.living(envelopes)
        self._load_what_is_needed(living, uow)
        for one in living:
            uow.cause = Cause.of(one, now=now)
            try:
                self._policies[type(one.event)].act(one.event, now=now, uow=uow)
            except Exception as error:
                raise PolicyFailed(one.id, _reason(error)) from error

    def _without_what_failed(
        self, part: Sequence[_Read], error: Exception, *, failures: int
    ) -> list[Sequence[_Read]]:
        """
        Return the parts in which this one is tried again; keep an event that is alone.

        The others must not be tried one by one because of a bad one: the first few that
        a policy names are taken out. Where there are more, or where only the database
        knows, halving finds them in few transactions.
        """
        if len(part) == 1:
            self._keep_failing(part[0], error)
            return []
        log.info("batch_failed", number=len(part), reason=_reason(error))
        if isinstance(error, PolicyFailed) and failures <= _TAKEN_OUT:
            named = [one for one in part if one.envelope.id == error.event_id]
            others = [one for one in part if one.envelope.id != error.event_id]
            return [named, others]
        middle = len(part) // 2
        return [part[middle:], part[:middle]]

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

    def _keep_failing(self, one: _Read, error: Exception) -> None:
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

    def _read_all(self, bodies: Iterable[bytes]) -> list[_Read]:
        """
        Read what can be read, and park the rest.
        """
        readable, unreadable = [], []
        for body in bodies:
            try:
                envelope = self._known(read_envelope(body))
            except Undecodable as error:
                unreadable.append((body, error.reason))
            else:
                readable.append(_Read(envelope=envelope, body=body))
        self._park(unreadable)
        return readable

    def _known(self, envelope: Envelope) -> Envelope:
        if type(envelope.event) not in self._policies:
            raise Undecodable("unknown-type")
        return envelope

    def _park(self, unread: Sequence[tuple[bytes, str]]) -> None:
        if not unread:
            return
        now = self._clock.now()
        # The same message has the same id, so that it is parked once.
        ids = [uuid5(_UNREADABLE, body.hex()) for body, _ in unread]
        with self._unit_of_work(Cause.by_system(now=now)) as uow:
            for event_id, (body, reason) in zip(ids, unread, strict=True):
                uow.inbox.park_unread(event_id, body, reason=reason, now=now)
            uow.commit()
        for event_id, (_, reason) in zip(ids, unread, strict=True):
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
    if isinstance(error, Undecodable | PolicyFailed):
        return error.reason
    return type(error).__name__
