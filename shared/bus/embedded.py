"""
A broker inside the process, for a first look, a small group, and tests in seconds.

It keeps RabbitMQ's promises as far as our bus leans on them: a copy for each queue,
what was not acknowledged comes again, an unroutable message is refused, a reader is
woken at once. Only the process holds the messages: the outbox keeps them safe, and at
start ``shared.bus.resend`` sends again what no inbox has.
"""

import threading
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from uuid import UUID

from shared.bus.broker import Delivery, Letter, RequestRefused
from shared.bus.topology import Exchange, Topology


class EmbeddedBroker:
    """
    Exchanges, bindings and queues in memory.
    """

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.queues: dict[str, deque[bytes]] = {}
        self._exchanges: dict[str, Exchange] = {}
        self._bound: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._unacknowledged: dict[str, int] = defaultdict(int)

    def declare(self, topology: Topology) -> None:
        for exchange in topology.exchanges:
            self._exchanges[exchange.name] = exchange
        for queue in topology.queues:
            longest = queue.arguments.get("x-max-length")
            self.queues.setdefault(queue.name, deque(maxlen=longest))
            for binding in queue.bindings:
                if queue.name not in self._bound[binding]:
                    self._bound[binding].append(queue.name)

    def publisher(self) -> "EmbeddedPublisher":
        return EmbeddedPublisher(self)

    def reader(self, queue: str) -> "EmbeddedReader":
        return EmbeddedReader(self, queue)

    def route(self, letter: Letter) -> bool:
        """
        Put a copy into each queue that is bound; say whether there was one.
        """
        names = self._queues_for(letter.exchange, letter.routing_key)
        with self.changed:
            for name in names:
                self.queues[name].append(letter.body)
            self.changed.notify_all()
        return bool(names)

    def is_idle(self, queues: Iterable[str]) -> bool:
        """
        Say whether nothing waits in these queues and nothing is in a reader's hands.
        """
        return not any(self.queues[one] or self._unacknowledged[one] for one in queues)

    def hand_out(self, queue: str, limit: int) -> list[bytes]:
        waiting = self.queues[queue]
        taken = [waiting.popleft() for _ in range(min(limit, len(waiting)))]
        self._unacknowledged[queue] += len(taken)
        return taken

    def settle(self, queue: str, number: int) -> None:
        self._unacknowledged[queue] -= number

    def put_back(self, queue: str, bodies: Sequence[bytes]) -> None:
        with self.changed:
            self.queues[queue].extendleft(reversed(bodies))
            self.settle(queue, len(bodies))
            self.changed.notify_all()

    def _queues_for(self, exchange: str, key: str) -> list[str]:
        if exchange not in self._exchanges:
            return []
        known = self._exchanges[exchange]
        names = self._bound[exchange, "" if known.kind == "fanout" else key]
        if names or known.alternate is None:
            return names
        return self._queues_for(known.alternate, key)


class EmbeddedPublisher:
    """
    Publishes into the same process; what is routed is confirmed.
    """

    def __init__(self, broker: EmbeddedBroker) -> None:
        self._broker = broker

    def publish(self, letters: Sequence[Letter]) -> Mapping[UUID, str]:
        return {
            letter.id: "unroutable"
            for letter in letters
            if not self._broker.route(letter)
        }

    def keep_alive(self) -> None:
        """
        Nothing to answer: there is no connection.
        """

    def close(self) -> None:
        """
        Nothing to close: there is no connection.
        """


class EmbeddedReader:
    """
    Reads one queue; ``close`` gives back what it had not acknowledged.
    """

    def __init__(self, broker: EmbeddedBroker, queue: str) -> None:
        if queue not in broker.queues:
            raise RequestRefused(queue)
        self._broker = broker
        self._queue = queue
        self._tags = count(1)
        self._held: dict[int, bytes] = {}

    def read(self, *, limit: int, wait: float) -> Sequence[Delivery]:
        with self._broker.changed:
            self._broker.changed.wait_for(
                lambda: self._broker.queues[self._queue], timeout=wait
            )
            bodies = self._broker.hand_out(self._queue, limit)
        taken = [Delivery(body=body, tag=next(self._tags)) for body in bodies]
        self._held |= {one.tag: one.body for one in taken}
        return taken

    def keep_alive(self) -> None:
        """
        Nothing to answer: there is no connection.
        """

    def acknowledge(self, deliveries: Iterable[Delivery]) -> None:
        done = [self._held.pop(one.tag) for one in deliveries]
        self._broker.settle(self._queue, len(done))

    def close(self) -> None:
        self._broker.put_back(self._queue, list(self._held.values()))
        self._held.clear()
