"""
A broker with the product's topology in it, and nothing else.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from shared.bus.rabbitmq import RabbitBroker
from shared.bus.topology import (
    SERVICES,
    UNROUTED,
    Topology,
    inbox_queue,
    park_queue,
    whole_topology,
)
from tests.support.broker import cleaned


@contextmanager
def declared(
    url: str, topology: Topology | None = None, *, beside: Iterable[str] = ()
) -> Iterator[str]:
    """
    Take the broker and declare this in it, by default the whole; ``beside`` names
    queues that the test declares itself. Afterwards all of it is gone.
    """
    topology = topology or whole_topology()
    with cleaned(url, topology, beside=beside):
        RabbitBroker(url).declare(topology)
        yield url


def topology_of(services: Collection[str]) -> Topology:
    """
    Return all exchanges, and the queues of these services alone.

    What is routed nowhere else goes to the net for it, as everywhere.
    """
    whole = whole_topology()
    if set(services) >= set(SERVICES):
        return whole
    queues = {queue(one) for one in services for queue in (inbox_queue, park_queue)}
    kept = [one for one in whole.queues if one.name in {*queues, UNROUTED}]
    return Topology(exchanges=whole.exchanges, queues=tuple(kept))
