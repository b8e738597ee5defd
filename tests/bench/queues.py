"""
Queues of the bench's own: durable quorum queues, deleted before and after.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.publisher import connect

SETTLES_WITHIN = 10.0  # seconds; a quorum queue counts a moment later than it acts
_LOOK = 0.1


@contextmanager
def quorum_queues(
    url: str, *names: str, topic: tuple[str, str] | None = None
) -> Iterator[None]:
    """
    Give empty queues; ``topic`` is an exchange and the key that leads to the first.
    """
    _delete(url, names, topic)
    with connect(url) as connection, connection.channel() as channel:
        for name in names:
            channel.queue_declare(
                name,
                durable=True,
                auto_delete=False,
                arguments={"x-queue-type": "quorum"},
            )
        if topic:
            exchange, key = topic
            channel.exchange_declare(exchange, "topic", durable=True, auto_delete=False)
            channel.queue_bind(names[0], exchange, key)
    try:
        yield
    finally:
        _delete(url, names, topic)


def purge(url: str, name: str) -> None:
    with connect(url) as connection, connection.channel() as channel:
        channel.queue_purge(name)


def depth(url: str, name: str, *, expected: int) -> int:
    """
    Return how many messages are ready, as soon as these are the expected ones.
    """
    until = time.monotonic() + SETTLES_WITHIN
    with connect(url) as connection, connection.channel() as channel:
        while True:
            ready: int = channel.queue_declare(name, passive=True).message_count
            if ready == expected or time.monotonic() > until:
                return ready
            time.sleep(_LOOK)


def _delete(url: str, names: tuple[str, ...], topic: tuple[str, str] | None) -> None:
    with connect(url) as connection, connection.channel() as channel:
        for name in names:
            channel.queue_delete(name)
        if topic:
            channel.exchange_delete(topic[0])
