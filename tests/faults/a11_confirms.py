"""
A11: a confirm is believed only by the message that it is about.

The broker's answer for one message comes too late; then another message goes out on
the same publisher. One of the two is refused by its queue. Whoever takes any confirm
for its own marks a message as published that lies in no queue.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from unittest.mock import patch
from urllib.parse import urlsplit
from uuid import UUID

import amqp
from amqp.exceptions import MessageNacked
from kombu.connection import Connection
from sqlalchemy import Engine, select

from shared.bus import rabbitmq
from shared.bus.broker import Broker, BrokerUnavailable, Letter, Publisher
from shared.bus.rabbitmq import RabbitBroker, connected
from shared.bus.relay import Relay
from shared.bus.tables import bus_metadata, outbox
from shared.db.engine import make_engine
from shared.kernel.ids import new_id
from tests.faults.late_wire import LateWire
from tests.faults.row import Ground, Outcome, Row
from tests.support.broker import clean_broker
from tests.support.bus import SettableClock
from tests.support.databases import fresh_database

TAKES = "faults_confirm_takes"
REFUSES = "faults_confirm_refuses"
_TOO_LATE = 0.1  # seconds
_IN_TIME = 5.0  # seconds
_TRIALS = 200
_TRIALS_SHORT = 20
_READ = 2_000


@dataclass(kw_only=True)
class Found:
    """
    What was claimed of each message, and what was done.
    """

    sent_to: dict[UUID, str] = field(default_factory=dict)
    confirmed: set[UUID] = field(default_factory=set)
    refused: set[UUID] = field(default_factory=set)
    too_late: int = 0


class StockPublisher:
    """
    py-amqp's own ``basic_publish_confirm``: any confirm will do.
    """

    def __init__(self, url: str) -> None:
        self._connection = Connection(url, heartbeat=0).ensure_connection()
        self._channel = self._connection.default_channel

    def publish(self, letters: Sequence[Letter]) -> Mapping[UUID, str]:
        refused: dict[UUID, str] = {}
        for letter in letters:
            message = amqp.Message(letter.body, message_id=str(letter.id))
            try:
                self._channel.basic_publish_confirm(
                    message,
                    letter.exchange,
                    letter.routing_key,
                    confirm_timeout=rabbitmq.PUBLISH_TIMEOUT,
                )
            except MessageNacked:
                refused[letter.id] = "rejected"
            except TimeoutError:
                raise BrokerUnavailable("publish-timeout") from None
        return refused

    def keep_alive(self) -> None: ...

    def close(self) -> None:
        self._connection.release()


class StockBroker(RabbitBroker):
    def publisher(self) -> Publisher:  # type: ignore[override]
        return StockPublisher(self._url)


class KeepingRelay(Relay):
    """
    Goes on with the same connection after an error.
    """

    def _drop_connection(self) -> None: ...


def run(ground: Ground) -> Outcome:
    return _try(ground, broker=RabbitBroker, relay=Relay)


def control(ground: Ground) -> Outcome:
    return _try(ground, broker=StockBroker, relay=KeepingRelay)


def _try(
    ground: Ground, *, broker: Callable[[str], Broker], relay: type[Relay]
) -> Outcome:
    trials = _TRIALS if ground.is_long else _TRIALS_SHORT
    dice = ground.random("A11")
    found = Found()
    with _queues(ground) as url, _wire(url) as (wire, through), _outbox(ground) as rows:
        direct = Direct(broker(through).publisher(), found)
        relaying = Relaying(relay(rows, broker(through), clock=CLOCK), rows, found)
        for _ in range(trials):
            queues = dice.choice([(TAKES, REFUSES), (REFUSES, TAKES)])
            _one_trial(dice.choice([direct, relaying]), wire, queues)
        direct.close()
        relaying.close()
        arrived = _arrived(url)
    return _judge(found, arrived, trials=trials, held=wire.held)


CLOCK = SettableClock()


class Direct:
    """
    One publisher, kept through all trials.
    """

    def __init__(self, publisher: Publisher, found: Found) -> None:
        self._publisher = publisher
        self._found = found

    def send(self, letter: Letter) -> None:
        refused = self._publisher.publish([letter])
        self._found.sent_to[letter.id] = letter.routing_key
        claim = self._found.refused if letter.id in refused else self._found.confirmed
        claim.add(letter.id)

    def begin(self, letter: Letter) -> None:
        self._found.sent_to[letter.id] = letter.routing_key
        try:
            self.send(letter)
        except BrokerUnavailable:
            self._found.too_late += 1

    def close(self) -> None:
        self._publisher.close()


class Relaying:
    """
    The relay over an outbox; what it claims stands in the table.
    """

    def __init__(self, relay: Relay, engine: Engine, found: Found) -> None:
        self._relay = relay
        self._engine = engine
        self._found = found

    def begin(self, letter: Letter) -> None:
        try:
            self.send(letter)
        except BrokerUnavailable:
            self._found.too_late += 1

    def send(self, letter: Letter) -> None:
        """
        Have the relay take it. What it could not mark before goes out again with it.
        """
        self._found.sent_to[letter.id] = letter.routing_key
        with self._engine.begin() as connection:
            connection.execute(
                outbox.insert().values(
                    event_id=letter.id,
                    exchange=letter.exchange,
                    routing_key=letter.routing_key,
                    body=letter.body,
                    recorded_at=CLOCK.now(),
                )
            )
        self._relay.publish_batch()

    def close(self) -> None:
        """
        Read what the table says, once what was refused was tried again.
        """
        CLOCK.time += timedelta(minutes=1)
        self._relay.publish_batch()
        Relay._drop_connection(self._relay)
        query = select(outbox.c.event_id, outbox.c.published_at)
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                claim = (
                    self._found.confirmed if row.published_at else self._found.refused
                )
                claim.add(row.event_id)


def _one_trial(
    sender: Direct | Relaying, wire: LateWire, queues: tuple[str, str]
) -> None:
    first, second = (_letter(queue) for queue in queues)
    with _patience(_IN_TIME):
        sender.send(_letter(TAKES))
    wire.hold()
    with _patience(_TOO_LATE):
        sender.begin(first)
    wire.let_go()
    with _patience(_IN_TIME):
        sender.send(second)


@contextmanager
def _patience(seconds: float) -> Iterator[None]:
    """
    Let a publisher wait this long for a confirm, and for the answer to its goodbye.
    """
    with (
        patch.object(rabbitmq, "PUBLISH_TIMEOUT", seconds),
        patch.object(rabbitmq, "_GOODBYE", seconds),
    ):
        yield


def _letter(queue: str) -> Letter:
    return Letter(id=new_id(), exchange="", routing_key=queue, body=b"{}")


def _judge(found: Found, arrived: Sequence[UUID], *, trials: int, held: int) -> Outcome:
    there = set(arrived)
    falsely_confirmed = found.confirmed - there
    falsely_refused = {one for one in found.refused if found.sent_to[one] == TAKES}
    return Outcome(
        number=trials,
        of="pairs of messages on one publisher",
        faults={
            "confirms that came too late": min(found.too_late, held),
            "refused by a full queue": len(found.refused - falsely_refused),
        },
        lost=len(falsely_confirmed),
        wrong=len(falsely_refused),
        notes=[
            (
                f"{len(found.confirmed)} claimed to be confirmed, {len(there)} in the "
                f"queue, {len(arrived) - len(there)} of them twice (a relay repeats "
                "what it could not know)."
            )
        ],
    )


@contextmanager
def _queues(ground: Ground) -> Iterator[str]:
    """
    Declare a queue that takes everything, and one that is full and says no.
    """
    full = {"x-max-length": 1, "x-overflow": "reject-publish"}
    url = ground.rabbitmq_url
    with clean_broker(url=url, queues=[TAKES, REFUSES], exchanges=[]):
        with connected(url) as connection:
            channel = connection.default_channel
            channel.queue_declare(TAKES, durable=True, auto_delete=False)
            channel.queue_declare(
                REFUSES, durable=True, auto_delete=False, arguments=full
            )
        filler = RabbitBroker(url).publisher()
        assert not filler.publish([_letter(REFUSES)])
        filler.close()
        yield url


@contextmanager
def _wire(url: str) -> Iterator[tuple[LateWire, str]]:
    parts = urlsplit(url)
    wire = LateWire(parts.hostname or "127.0.0.1", parts.port or 5672)
    who = f"{parts.username}:{parts.password}@" if parts.username else ""
    try:
        yield wire, f"amqp://{who}127.0.0.1:{wire.port}{parts.path}"
    finally:
        wire.close()


@contextmanager
def _outbox(ground: Ground) -> Iterator[Engine]:
    with ExitStack() as stack:
        url = stack.enter_context(fresh_database(server_url=ground.postgres_url))
        engine = make_engine(url)
        stack.callback(engine.dispose)
        bus_metadata.create_all(engine)
        yield engine


def _arrived(url: str) -> list[UUID]:
    """
    Return the ids of what lies in both queues, but for the filler.
    """
    with connected(url) as connection:
        channel = connection.default_channel
        found = [
            message.properties["message_id"]
            for queue in (TAKES, REFUSES)
            for message in iter(lambda queue=queue: channel.basic_get(queue), None)
        ]
    return [UUID(one) for one in found][:-1]


ROW = Row(
    name="A11",
    promise="a confirm is believed only by the message that it is about",
    broken="py-amqp's own confirm, on a connection that is kept after an error",
    run=run,
    control=control,
)
