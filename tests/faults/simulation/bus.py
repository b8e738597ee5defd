"""
A broker that does everything that brokers do at their worst, by the dice.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from uuid import UUID

from shared.bus.broker import BrokerUnavailable, Delivery, Letter
from shared.bus.topology import Topology
from tests.faults.simulation.chaos import Chaos

_AT_MOST = 8  # in one batch, so that batches end in the middle of things


class SimulatedBus:
    """
    Drops until it is told again, doubles, delays, reorders, refuses.

    Like RabbitMQ it loses nothing that it has confirmed, and gives back what a reader
    did not acknowledge.
    """

    def __init__(self, chaos: Chaos) -> None:
        self.chaos = chaos
        self.queues: dict[str, list[bytes]] = {}
        self._routes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)

    def declare(self, topology: Topology) -> None:
        for queue in topology.queues:
            self.queues[queue.name] = []
            for binding in queue.bindings:
                self._routes[binding].append(queue.name)

    def publisher(self) -> "SimulatedPublisher":
        return SimulatedPublisher(self)

    def reader(self, queue: str) -> "SimulatedReader":
        return SimulatedReader(self, queue)

    def accept(self, letter: Letter) -> None:
        for name in self._routes[letter.exchange, letter.routing_key]:
            copies = 2 if self.chaos.strikes("duplicated") else 1
            self.queues[name] += [letter.body] * copies


class SimulatedPublisher:
    """
    Confirms what it has accepted, unless the confirm is lost on the way.
    """

    def __init__(self, bus: SimulatedBus) -> None:
        self._bus = bus

    def publish(self, letters: Sequence[Letter]) -> Mapping[UUID, str]:
        chaos = self._bus.chaos
        if chaos.strikes("broker away"):
            raise BrokerUnavailable
        refused = {}
        for letter in letters:
            if chaos.strikes("refused"):
                refused[letter.id] = "rejected"
                continue
            self._bus.accept(letter)
            chaos.crash_if("crash while publishing")
        if chaos.strikes("confirms lost"):
            raise BrokerUnavailable
        return refused

    def keep_alive(self) -> None:
        """
        Nothing to answer: there is no connection.
        """

    def close(self) -> None:
        """
        Nothing to close: there is no connection.
        """


class SimulatedReader:
    """
    Hands out some of what waits, seldom in order.
    """

    def __init__(self, bus: SimulatedBus, queue: str) -> None:
        self._bus = bus
        self._waiting = bus.queues[queue]
        self._tags = count()
        self._held: dict[int, bytes] = {}

    def read(self, *, limit: int, wait: float) -> Sequence[Delivery]:
        del wait
        if not self._waiting or self._bus.chaos.strikes("delayed"):
            return []
        if self._bus.chaos.strikes("reordered"):
            self._bus.chaos.dice.shuffle(self._waiting)
        taken = [self._waiting.pop(0) for _ in range(self._number(limit))]
        deliveries = [Delivery(body=body, tag=next(self._tags)) for body in taken]
        self._held |= {one.tag: one.body for one in deliveries}
        return deliveries

    def keep_alive(self) -> None:
        """
        Nothing to answer: there is no connection.
        """

    def acknowledge(self, deliveries: Iterable[Delivery]) -> None:
        chaos = self._bus.chaos
        chaos.crash_if("crash before the acknowledgement")
        if chaos.strikes("acknowledgement lost"):
            raise BrokerUnavailable
        for one in deliveries:
            del self._held[one.tag]

    def close(self) -> None:
        self._waiting[:0] = self._held.values()
        self._held.clear()

    def _number(self, limit: int) -> int:
        most = min(limit, len(self._waiting))
        if not self._bus.chaos.is_on:
            return most
        return self._bus.chaos.dice.randint(1, min(most, _AT_MOST))
