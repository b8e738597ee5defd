"""
RabbitMQ behind the bus, through kombu and py-amqp.

py-amqp's own confirm waits for *any* confirm and may take one message's for another's,
so delivery tags are counted here; and after any error the connection is dropped.
"""

import random
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import takewhile
from typing import Any
from uuid import UUID

import amqp
import eventlet
from eventlet.timeout import Timeout
from kombu.connection import Connection
from kombu.exceptions import OperationalError

from shared.bus.broker import BrokerUnavailable, Delivery, Letter, RequestRefused
from shared.bus.topology import UNROUTED, Exchange, Queue, Topology
from shared.bus.wire import sent_together, transport_for
from shared.contracts.envelope import CONTENT_TYPE

HEARTBEAT = 10  # seconds
CONNECT_TIMEOUT = 5.0  # seconds
# For sending and confirming a batch. A broker that blocks its publishers stops reading,
# so sending itself may hang; and the relay's transaction must not stay open for long.
PUBLISH_TIMEOUT = 15.0  # seconds
ANSWER_TIMEOUT = 10.0  # seconds; a queue that has just been moved elects in less.
# RabbitMQ writes a new queue's name down when none has been made for 0.5 to 1.0 s.
WRITTEN_DOWN = 2.0  # seconds
_GOODBYE = 1.0  # seconds
_LOOK = 1.0  # seconds; py-amqp begins its own timeout anew with every frame.
PREFETCH = 2_000  # messages: a batch in hand, and the next
_AT_A_TIME = 50  # messages, before others have their turn
_A_MOMENT = 0.001  # seconds; long enough for what has already arrived.
_PERSISTENT = 2


class RabbitBroker:
    """
    A RabbitMQ server or cluster under one URL; several may be joined with ``;``.
    """

    def __init__(self, url: str) -> None:
        self._url = url

    def declare(self, topology: Topology) -> None:
        """
        Make all of it at once: for a broker that nobody will kill in the next second.
        """
        with connected(self._url) as connection:
            _make(connection.default_channel, topology)
            _bind(connection.default_channel, topology)

    def deploy(self, topology: Topology) -> None:
        """
        Make all of it, and bind a queue only when it would outlive a kill.

        Until then nothing can be routed to it, so nothing is confirmed that would be
        lost (decision 0014). Raises BrokerUnavailable, also for a queue that was lost.
        """
        with connected(self._url) as connection:
            channel = connection.default_channel
            _make(channel, topology)
            for queue in topology.queues:
                _refuse_if_lost(channel, queue)
            time.sleep(WRITTEN_DOWN)
            _bind(channel, topology)

    def publisher(self) -> "RabbitPublisher":
        return RabbitPublisher(self._url)

    def reader(self, queue: str) -> "RabbitReader":
        return RabbitReader(self._url, queue)


class RabbitPublisher:
    """
    Publishes in a pipeline and matches each confirm to its delivery tag.
    """

    def __init__(self, url: str) -> None:
        self._connection = _connect(url)
        with _closed_if_it_fails(self._connection), _broker_errors():
            self._channel = self._connection.default_channel
            self._channel.confirm_select()
        self._channel.events["basic_ack"].add(self._confirmed)
        self._channel.events["basic_nack"].add(self._rejected)
        self._channel.events["basic_return"].add(self._returned)
        self._sent = 0
        self._waiting: dict[int, UUID] = {}
        self._refused: dict[UUID, str] = {}

    def publish(self, letters: Sequence[Letter]) -> Mapping[UUID, str]:
        self._refused = {}
        in_time = Timeout(PUBLISH_TIMEOUT, BrokerUnavailable("publish-timeout"))
        with in_time, _broker_errors():
            with sent_together(self._channel.connection):
                for letter in letters:
                    self._send(letter)
            while self._waiting:
                _drain(self._connection, timeout=_LOOK)
        return self._refused

    def keep_alive(self) -> None:
        with _broker_errors():
            _drain(self._connection, timeout=_A_MOMENT)
            self._connection.heartbeat_check()

    def close(self) -> None:
        _close(self._connection)

    def _send(self, letter: Letter) -> None:
        self._sent += 1
        self._waiting[self._sent] = letter.id
        message = amqp.Message(
            letter.body,
            content_type=CONTENT_TYPE,
            content_encoding="utf-8",
            delivery_mode=_PERSISTENT,
            message_id=str(letter.id),
        )
        self._channel.basic_publish(
            message, letter.exchange, letter.routing_key, mandatory=True
        )

    def _confirmed(self, tag: int, multiple: bool) -> None:
        for one in self._answered(tag, multiple=multiple):
            self._waiting.pop(one, None)

    def _rejected(self, tag: int, multiple: bool) -> None:
        for one in self._answered(tag, multiple=multiple):
            self._refused[self._waiting.pop(one)] = "rejected"

    def _returned(self, *returned: Any) -> None:
        message = returned[-1]
        self._refused[UUID(message.properties["message_id"])] = "unroutable"

    def _answered(self, tag: int, *, multiple: bool) -> list[int]:
        if not multiple:
            return [tag]
        return list(takewhile(lambda one: one <= tag, self._waiting))


class RabbitReader:
    """
    Reads one queue that a deployment has declared.

    A greenthread of its own listens all the time: what comes next is received while
    the database writes what came before, and the broker hears a heartbeat however long
    that takes.
    """

    def __init__(self, url: str, queue: str) -> None:
        self._arrived: deque[Delivery] = deque()
        self._news = threading.Event()
        self._failure: Exception | None = None
        self._connection = _connect(url)
        with _closed_if_it_fails(self._connection), _broker_errors():
            self._channel = self._connection.default_channel
            # Bodies are read as they came: a sender's idea of text may not be text.
            self._channel.auto_decode = False
            self._channel.basic_qos(0, PREFETCH, False)
            self._channel.basic_consume(
                queue, callback=self._arrive, on_cancel=self._queue_is_gone
            )
        self._listener = eventlet.spawn(self._listen)

    def read(self, *, limit: int, wait: float) -> Sequence[Delivery]:
        self._news.wait(wait)
        time.sleep(0)  # Let the listener take what has arrived with the first.
        self.keep_alive()
        taken = [self._arrived.popleft() for _ in range(min(limit, len(self._arrived)))]
        if not self._arrived:
            self._news.clear()
        return taken

    def acknowledge(self, deliveries: Iterable[Delivery]) -> None:
        """
        Acknowledge all up to the last: they are read and dealt with in order.
        """
        self.keep_alive()
        last = max((one.tag for one in deliveries), default=None)
        if last is not None:
            with _broker_errors():
                self._channel.basic_ack(last, multiple=True)

    def keep_alive(self) -> None:
        if self._failure:
            raise self._failure

    def close(self) -> None:
        self._listener.kill()
        _close(self._connection)

    def _listen(self) -> None:
        try:
            with _broker_errors():
                while True:
                    self._connection.heartbeat_check()
                    self._receive_some()
                    time.sleep(0)
        except Exception as error:  # noqa: BLE001 - whoever reads next is told.
            self._failure = error
            self._news.set()

    def _receive_some(self) -> None:
        until = time.monotonic() + _LOOK  # A heartbeat is due even where some come in.
        for _ in range(_AT_A_TIME):
            left = until - time.monotonic()
            if left <= 0 or not _drain(self._connection, timeout=left):
                return

    def _arrive(self, message: Any) -> None:
        body = bytes(message.body or b"")  # py-amqp gives an empty one as text.
        self._arrived.append(Delivery(body=body, tag=message.delivery_tag))
        self._news.set()

    def _queue_is_gone(self, _consumer: str) -> None:
        raise BrokerUnavailable("queue-gone")


@contextmanager
def connected(url: str) -> Iterator[Any]:
    """
    Give a connection and close it.

    Raises BrokerUnavailable.
    """
    connection = _connect(url)
    try:
        with _broker_errors():
            yield connection
    finally:
        _close(connection)


def _connect(url: str) -> Any:
    """
    Connect to the first node that answers, in a random order.

    Raises BrokerUnavailable, also where a user or password is refused.
    """
    nodes = url.split(";")
    reason = ""
    for node in random.sample(nodes, len(nodes)):
        connection = Connection(
            node,
            transport=transport_for(node),
            heartbeat=HEARTBEAT,
            connect_timeout=CONNECT_TIMEOUT,
            transport_options={"confirm_publish": False},
        )
        try:
            return connection.ensure_connection(
                max_retries=1,
                interval_start=0,
                interval_step=0,
                reraise_as_library_errors=False,
            )
        except (OSError, amqp.AMQPError, OperationalError) as error:
            reason = type(error).__name__
    raise BrokerUnavailable(reason)


def _drain(connection: Any, *, timeout: float) -> bool:
    try:
        connection.drain_events(timeout=timeout)
    except TimeoutError as error:
        # eventlet's frames hold this error, and it holds them: such rings pile up by
        # the second where nothing comes in, until the collector looks.
        error.__traceback__ = None
        return False
    return True


def _close(connection: Any) -> None:
    """
    Say goodbye, so that what was sent last arrives; but not for long.

    A sick or blocked broker never answers a goodbye: then the socket is closed.
    """
    below = connection._connection  # noqa: SLF001 - kombu forgets it when it goes wrong.
    gone = suppress(OSError, amqp.AMQPError, OperationalError)
    with gone, Timeout(_GOODBYE, exception=False):
        connection.release()
    if below is not None:
        with gone:
            below.collect()


@contextmanager
def _closed_if_it_fails(connection: Any) -> Iterator[None]:
    try:
        yield
    except BaseException:
        _close(connection)
        raise


@contextmanager
def _broker_errors() -> Iterator[None]:
    try:
        yield
    except amqp.ChannelError as error:
        raise RequestRefused(type(error).__name__) from None
    except (OSError, amqp.AMQPError, OperationalError) as error:
        raise BrokerUnavailable(type(error).__name__) from None


def _make(channel: Any, topology: Topology) -> None:
    for exchange in topology.exchanges:
        _declare_exchange(channel, exchange)
    for queue in topology.queues:
        channel.queue_declare(
            queue.name,
            durable=True,
            auto_delete=False,
            arguments={"x-queue-type": "quorum", **queue.arguments},
        )


def _declare_exchange(channel: Any, exchange: Exchange) -> None:
    other = {"alternate-exchange": exchange.alternate} if exchange.alternate else None
    channel.exchange_declare(
        exchange.name, exchange.kind, durable=True, auto_delete=False, arguments=other
    )


def _bind(channel: Any, topology: Topology) -> None:
    """
    Bind the net for what is not routed last: an early event then stays in its outbox.
    """
    for queue in sorted(topology.queues, key=lambda one: one.name == UNROUTED):
        for exchange, key in queue.bindings:
            channel.queue_bind(queue.name, exchange, key)


def _refuse_if_lost(channel: Any, queue: Queue) -> None:
    """
    Ask a queue that says it is empty for a message: one without a leader never answers.

    Raises BrokerUnavailable.
    """
    _, number, _ = channel.queue_declare(queue.name, passive=True)
    if not number:
        with Timeout(ANSWER_TIMEOUT, BrokerUnavailable(f"no-leader: {queue.name}")):
            message = channel.basic_get(queue.name)
        if message:
            channel.basic_reject(message.delivery_tag, requeue=True)
