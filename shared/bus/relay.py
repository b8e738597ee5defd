"""
The relay: publishes what the outbox holds, and marks it only when that is confirmed.
"""

import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import Connection, Engine, bindparam, null, or_, select

from shared.bus.broker import (
    Broker,
    BrokerUnavailable,
    Letter,
    Publisher,
    RequestRefused,
)
from shared.bus.tables import outbox
from shared.db.bulk import among, is_file, keys_for
from shared.db.prepared import Prepared
from shared.db.reading import reading
from shared.db.turns import turn_of
from shared.db.types import UTCDateTime
from shared.db.writes import Writes
from shared.kernel.clock import Clock

BATCH = 1_000
HANDFUL = 50  # letters
REFUSED_AGAIN_AFTER = timedelta(seconds=30)
_LONGEST_WAIT = 10.0  # seconds between tries while the broker is away
_LAST_DOUBLING = 6
# The rows stay locked while the broker is asked; PostgreSQL ends such a transaction
# after 30 seconds.
_LONGEST_SEARCH = 10.0  # seconds

log = structlog.get_logger()

_LETTER = [
    outbox.c.event_id.label("id"),
    *(outbox.c[name] for name in ("exchange", "routing_key", "body")),
]

_NOW = bindparam("now", type_=UTCDateTime)
_WAITING = Prepared(
    lambda _on: (
        select(*_LETTER)
        .where(
            outbox.c.published_at.is_(None),
            or_(outbox.c.next_try_at.is_(None), outbox.c.next_try_at <= _NOW),
        )
        .order_by(outbox.c.event_id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
)
_CONFIRMED = Prepared(
    lambda on: (
        outbox.update()
        .where(among(outbox.c.event_id, on=on))
        .values(published_at=_NOW, refused=null(), next_try_at=null())
    )
)
_REFUSED = Prepared(
    lambda _on: (
        outbox.update()
        .where(outbox.c.event_id == bindparam("letter"))
        .values(
            refused=bindparam("reason"),
            next_try_at=bindparam("again", type_=UTCDateTime),
        )
    )
)

# Of each letter: why it was refused, or None where it was confirmed.
Answers = Mapping[UUID, str | None]


class Relay:
    """
    One relay of one service. Several may run: each takes rows that no other holds.
    """

    def __init__(
        self, engine: Engine, broker: Broker, *, clock: Clock, poll: float = 1.0
    ) -> None:
        self._engine = engine
        self._broker = broker
        self._clock = clock
        self._poll = poll
        self._wake = threading.Event()
        self._in_hand: list[Letter] = []
        self._found: frozenset[UUID] = frozenset()
        self._next_look = time.monotonic()
        self._stopping = False
        self._publisher: Publisher | None = None

    def wake(self, letters: Sequence[Letter] = ()) -> None:
        """
        There is something new. Only a hint: the poll behind it finds it anyway.

        A handful of letters, just committed, is published as it is handed over; of more
        the relay reads what no other relay has begun with.
        """
        if letters and len(self._in_hand) + len(letters) <= HANDFUL:
            self._in_hand += letters
        else:
            self._next_look = time.monotonic()
        self._wake.set()
        time.sleep(0)  # They go off before whoever announced them answers her request.

    def stop(self) -> None:
        self._stopping = True
        self._wake.set()

    def run(self) -> None:
        """
        Publish until stopped; while the broker is away, wait longer and longer.
        """
        failures = 0
        while not self._stopping:
            self._wake.clear()
            try:
                self._publish_in_hand()
                self._look()
                failures = 0
            except Exception as error:  # noqa: BLE001 - the relay outlives every outage.
                failures += 1
                log.warning(
                    "relay_waits", reason=type(error).__name__, failures=failures
                )
            self._rest(failures)
        self._drop_connection()

    def _publish_in_hand(self) -> None:
        """
        Publish what was handed over. If that fails, it is found where it was written.
        """
        in_hand, self._in_hand = self._in_hand, []
        # A look may have found a letter whose writer had yet to hand it over.
        letters = [one for one in in_hand if one.id not in self._found]
        if letters:
            self._mark_now(self._publish(letters))

    def _look(self) -> None:
        if time.monotonic() < self._next_look:
            return
        # What is announced from now on rings; behind a full batch is more.
        self._next_look = time.monotonic() + self._poll
        if self.publish_batch() == BATCH:
            self._next_look = time.monotonic()

    def publish_batch(self) -> int:
        """
        Publish up to a batch; return how many rows there were.

        Raises BrokerUnavailable; then nothing is marked and all of it goes again.
        """
        on_file = is_file(self._engine)
        found = self._publish_from_file() if on_file else self._publish_from_server()
        if not found:
            self._keep_alive()
        return found

    def _publish_from_server(self) -> int:
        with self._engine.connect() as connection:
            letters = self._take(connection)
            self._mark(connection, self._publish(letters))
        return len(letters)

    def _publish_from_file(self) -> int:
        # SQLite has one writer: nobody may wait for the network inside its transaction.
        with reading(self._engine) as connection:
            letters = self._take(connection)
        self._mark_now(self._publish(letters))
        return len(letters)

    def _mark_now(self, answers: Answers) -> None:
        if answers:
            with turn_of(self._engine), self._engine.connect() as connection:
                self._mark(connection, answers)

    def _take(self, connection: Connection) -> list[Letter]:
        now = self._clock.now()
        rows = connection.execute(_WAITING.on(connection), {"now": now}).mappings()
        letters = [Letter(**row) for row in rows]
        self._found = frozenset(one.id for one in letters)
        return letters

    def _publish(self, letters: Sequence[Letter]) -> Answers:
        """
        Return what the broker has said about each letter.

        Raises BrokerUnavailable.
        """
        if not letters:
            return {}
        try:
            refused = self._ask(letters)
        except RequestRefused:
            return self._publish_one_by_one(letters)
        return {one.id: refused.get(one.id) for one in letters}

    def _publish_one_by_one(self, letters: Sequence[Letter]) -> Answers:
        """
        Find the letter that makes the broker close the channel; let the others go.

        Those that are not reached in time wait for the next round.
        """
        answers: dict[UUID, str | None] = {}
        until = time.monotonic() + _LONGEST_SEARCH
        for letter in letters:
            if time.monotonic() > until:
                break
            try:
                answers[letter.id] = self._ask([letter]).get(letter.id)
            except RequestRefused:
                answers[letter.id] = "refused"
        return answers

    def _ask(self, letters: Sequence[Letter]) -> Mapping[UUID, str]:
        """
        Publish on the connection that is open; after any error it is dropped.

        What became of the letters is then unknown, and a late confirm could be taken
        for another's: only a new connection is safe.
        """
        try:
            if self._publisher is None:
                self._publisher = self._broker.publisher()
            return self._publisher.publish(letters)
        except BaseException:
            self._drop_connection()
            raise

    def _mark(self, connection: Connection, answers: Answers) -> None:
        """
        Write down what the broker has said, and commit it, without waiting for a disk.

        What a crash of PostgreSQL takes back is published again, and the inbox makes
        that harmless. Whoever waits for the same disk meanwhile is not held up.
        """
        now = self._clock.now()
        writes = Writes(connection)
        confirmed = [one for one, refused in answers.items() if refused is None]
        if confirmed:
            keys = keys_for(connection, confirmed)
            writes.change(_CONFIRMED, {"now": now, **keys})
        for event_id, refused in answers.items():
            if refused is not None:
                again = now + REFUSED_AGAIN_AFTER
                told = {"letter": event_id, "reason": refused, "again": again}
                writes.change(_REFUSED, told)
                log.error("event_refused", event_id=str(event_id), reason=refused)
        writes.send(and_commit=True, may_be_lost=True)
        connection.commit()

    def _keep_alive(self) -> None:
        if self._publisher:
            try:
                self._publisher.keep_alive()
            except BrokerUnavailable:
                self._drop_connection()

    def _drop_connection(self) -> None:
        publisher, self._publisher = self._publisher, None
        if publisher:
            with suppress(BrokerUnavailable):
                publisher.close()

    def _rest(self, failures: int) -> None:
        """
        Wait for news, at most until the next look, or longer while the broker is away.
        """
        if failures:
            doublings = min(failures, _LAST_DOUBLING)
            self._next_look = time.monotonic()
            seconds = min(self._poll * 2**doublings, _LONGEST_WAIT)
        else:
            seconds = self._next_look - time.monotonic()
        if not self._stopping and seconds > 0:
            self._wake.wait(seconds)
