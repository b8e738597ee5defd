"""
The inbox: every event that has come in, once, with what became of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, case, select

from shared.bus.tables import aggregate_versions, inbox
from shared.bus.taking import DONE, TAKING, raised, to_be_taken, to_take
from shared.contracts.envelope import Envelope
from shared.db.ahead import Question, answer_to
from shared.db.bulk import insert_of, is_file
from shared.kernel.refusal import Conflict, NotFound

# The waits before each new try; after the last one the event is parked.
RETRY_AFTER = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
)


class ParkedNotFound(NotFound):
    """
    No parked event has this id.
    """

    code = "parked-event-not-found"


class NotParked(Conflict):
    """
    The event is not parked, so there is nothing to replay or discard.
    """

    code = "event-not-parked"


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    """
    An event that has not taken effect: ``failing`` and tried again, or ``parked``.
    """

    event_id: UUID
    event_type: str
    state: str
    received_at: datetime
    attempts: int
    next_try_at: datetime | None
    reason: str | None


class Inbox:
    """
    The inbox rows of one transaction.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, envelopes: Sequence[Envelope], *, now: datetime) -> list[Envelope]:
        """
        Note these as done in this transaction; return those that are new and newest.

        An event that is older than what is known of its aggregate changes nothing, and
        one that was there before neither.
        """
        by_id = {one.id: one for one in envelopes}
        if not is_file(self._connection) and len(by_id) == 1:
            return self._take_one(envelopes[0], now=now)
        if is_file(self._connection):
            new = self._note(by_id, now=now)
            return self.newest([one for one in by_id.values() if one.id in new])
        taken = self._connection.scalars(
            TAKING.on(self._connection), to_be_taken(by_id, now=now)
        )
        newest = frozenset(taken)
        return [one for one in by_id.values() if one.id in newest]

    def questions(self, envelope: Envelope, *, now: datetime) -> Sequence[Question]:
        """
        Return what ``take`` will ask of a server about one event alone.
        """
        return to_take(envelope, now=now, connection=self._connection)

    def _take_one(self, envelope: Envelope, *, now: datetime) -> list[Envelope]:
        noting, raising = self.questions(envelope, now=now)
        is_new = bool(answer_to(self._connection, noting))
        known = answer_to(self._connection, raising)
        is_newest = any(row.version == envelope.version for row in known)
        return [envelope] if is_new and is_newest else []

    def _note(
        self, by_id: Mapping[UUID, Envelope], *, now: datetime
    ) -> frozenset[UUID]:
        rows = [
            {
                "event_id": event_id,
                "event_type": by_id[event_id].event.event_type,
                "state": DONE,
                "received_at": now,
            }
            for event_id in sorted(by_id)
        ]
        insert, values = insert_of(self._connection, inbox, rows)
        return frozenset(self._connection.scalars(_unseen(insert), values))

    def newest(self, envelopes: Sequence[Envelope]) -> list[Envelope]:
        """
        Return those that no greater version has overtaken.

        The version rows stay locked until the commit, so that a replica that holds an
        older event waits, and then sees that it is old.
        """
        keys = [one.event.aggregate_key for one in envelopes]
        greatest: dict[str, int] = {}
        for key, one in zip(keys, envelopes, strict=True):
            greatest[key] = max(one.version, greatest.get(key, 0))
        if not greatest:
            return []
        known = self._raise_versions(greatest)
        return [
            one
            for key, one in zip(keys, envelopes, strict=True)
            if one.version == known[key]
        ]

    def keep_failing(
        self, envelope: Envelope, body: bytes, *, reason: str, now: datetime
    ) -> None:
        """
        Keep an event whose policy has failed, to be tried again.
        """
        self._insert(
            event_id=envelope.id,
            event_type=envelope.event.event_type,
            state="failing",
            received_at=now,
            attempts=1,
            next_try_at=now + RETRY_AFTER[0],
            reason=reason,
            body=body,
        )

    def park_unread(
        self, event_id: UUID, body: bytes, *, reason: str, now: datetime
    ) -> None:
        """
        Keep what cannot be read, as it came.
        """
        self._insert(
            event_id=event_id,
            event_type="unreadable",
            state="parked",
            received_at=now,
            reason=reason,
            body=body,
        )

    def due(self, *, now: datetime) -> Any:
        """
        Return the next failing event whose time has come, locked, or None.
        """
        query = (
            select(inbox)
            .where(inbox.c.state == "failing", inbox.c.next_try_at <= now)
            .order_by(inbox.c.next_try_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        return self._connection.execute(query).one_or_none()

    def finish(self, event_id: UUID) -> None:
        self._update(event_id, state=DONE, next_try_at=None, reason=None, body=None)

    def fail_again(self, row: Any, *, reason: str, now: datetime) -> None:
        """
        Wait longer for the next try, or park the event when all tries are used.
        """
        attempts = row.attempts + 1
        parked = attempts > len(RETRY_AFTER)
        self._update(
            row.event_id,
            state="parked" if parked else "failing",
            attempts=attempts,
            next_try_at=None if parked else now + RETRY_AFTER[attempts - 1],
            reason=reason,
        )

    def unfinished(self, *, limit: int = 200) -> list[Unfinished]:
        query = (
            select(*(inbox.c[name] for name in Unfinished.__dataclass_fields__))
            .where(inbox.c.state.in_(["failing", "parked"]))
            .order_by(
                case((inbox.c.state == "parked", 0), else_=1), inbox.c.received_at
            )
            .limit(limit)
        )
        return [Unfinished(**row._mapping) for row in self._connection.execute(query)]  # noqa: SLF001 - SQLAlchemy's documented name.

    def replay(self, event_id: UUID, *, now: datetime) -> None:
        """
        Let a parked event be tried again at once, from the beginning.

        Raises ParkedNotFound or NotParked.
        """
        self._parked(event_id)
        self._update(event_id, state="failing", attempts=0, next_try_at=now)

    def discard(self, event_id: UUID) -> None:
        """
        Give a parked event up; that it came stays known.

        Raises ParkedNotFound or NotParked.
        """
        self._parked(event_id)
        self._update(event_id, state="discarded", body=None)

    def _parked(self, event_id: UUID) -> None:
        query = select(inbox.c.state).where(inbox.c.event_id == event_id)
        state = self._connection.execute(query.with_for_update()).scalar_one_or_none()
        if state is None:
            raise ParkedNotFound(id=str(event_id))
        if state != "parked":
            raise NotParked(id=str(event_id), state=state)

    def _raise_versions(self, versions: dict[str, int]) -> dict[str, int]:
        rows = [
            {"aggregate": key, "version": versions[key]} for key in sorted(versions)
        ]
        insert, values = insert_of(self._connection, aggregate_versions, rows)
        return dict(self._connection.execute(raised(insert), values).all())

    def _insert(self, **row: Any) -> None:
        insert, values = insert_of(self._connection, inbox, [row])
        self._connection.execute(insert.on_conflict_do_nothing(), values)

    def _update(self, event_id: UUID, **values: Any) -> None:
        query = inbox.update().where(inbox.c.event_id == event_id)
        self._connection.execute(query.values(**values))


@cache
def _unseen(insert: Any) -> Any:
    return insert.on_conflict_do_nothing().returning(inbox.c.event_id)
