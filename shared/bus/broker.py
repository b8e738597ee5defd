"""
What the bus asks of a broker. RabbitMQ and the embedded one both keep this promise.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from shared.bus.topology import Topology


class BrokerUnavailable(Exception):
    """
    The broker does not answer, or not in time; nothing is known to have arrived.
    """


class RequestRefused(BrokerUnavailable):
    """
    The broker answers, but refuses this very request and closes the channel.

    A queue or exchange was never declared (``babygruppe topology`` does that), the user
    has no right to it, or the message is too large.
    """


@dataclass(frozen=True, kw_only=True)
class Letter:
    """
    An event on its way out, already written.
    """

    id: UUID
    exchange: str
    routing_key: str
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """
    A message on its way in; ``tag`` is the broker's own name for this delivery.
    """

    body: bytes
    tag: Any


class Publisher(Protocol):
    """
    One connection that publishes.
    """

    def publish(self, letters: Sequence[Letter]) -> Mapping[UUID, str]:
        """
        Publish and wait until the broker has answered for every single letter.

        Return the refused ones with a reason code: ``unroutable`` or ``rejected``.
        Raises BrokerUnavailable, or RequestRefused where one of them is at fault; then
        none of the letters may be marked.
        """

    def keep_alive(self) -> None:
        """
        Answer the broker's heartbeat while there is nothing to publish.
        """

    def close(self) -> None: ...


class Reader(Protocol):
    """
    One connection that reads one queue.
    """

    def read(self, *, limit: int, wait: float) -> Sequence[Delivery]:
        """
        Return what is there, at most ``limit``, or nothing after ``wait`` seconds.

        Raises BrokerUnavailable.
        """

    def keep_alive(self) -> None:
        """
        Answer the broker's heartbeat while what was read is still being dealt with.
        """

    def acknowledge(self, deliveries: Iterable[Delivery]) -> None:
        """
        Say that these were dealt with; whatever is not acknowledged comes again.
        """

    def close(self) -> None: ...


class Broker(Protocol):
    """
    Where publishers, readers and queues come from.
    """

    def declare(self, topology: Topology) -> None:
        """
        Make exchanges, queues and bindings; a repeat changes nothing.
        """

    def publisher(self) -> Publisher: ...

    def reader(self, queue: str) -> Reader: ...
