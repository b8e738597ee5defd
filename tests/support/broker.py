"""
A broker without anything of an earlier test, and without another run on it.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager

from amqp.exceptions import ResourceLocked
from kombu.connection import Connection

from shared.bus.topology import Topology

LOCK = "babygruppe_test_run"
WAIT_SECONDS = 100
POLL_SECONDS = 0.1


class BrokerBusyError(Exception):
    """
    Another run has held the broker for longer than this one can wait.
    """


@contextmanager
def clean_broker(
    *, url: str, queues: Iterable[str], exchanges: Iterable[str]
) -> Iterator[str]:
    """
    Take the broker, delete exactly these queues and exchanges, before and after.

    The names that the services use are frozen, so two runs on one broker would
    take each other's events: the second waits here until the first test is done.
    Raises BrokerBusyError.
    """
    queues, exchanges = list(queues), list(exchanges)
    with _connect(url) as lock:
        _take(lock)
        _delete(url, queues=queues, exchanges=exchanges)
        try:
            yield url
        finally:
            _delete(url, queues=queues, exchanges=exchanges)


def cleaned(
    url: str, topology: Topology, *, beside: Iterable[str] = ()
) -> AbstractContextManager[str]:
    """
    Take the broker without any of this, for whoever declares it as a deployment does.
    """
    return clean_broker(
        url=url,
        queues=[*(one.name for one in topology.queues), *beside],
        exchanges=[one.name for one in topology.exchanges],
    )


def _connect(url: str) -> Connection:
    """
    Connect without a heartbeat, because nothing here would answer one.
    """
    return Connection(url, heartbeat=0)  # type: ignore[no-untyped-call]


def _take(lock: Connection) -> None:
    """
    Declare a queue that only this connection may have; it goes when we go.
    """
    deadline = time.monotonic() + WAIT_SECONDS
    while not _taken(lock):
        if time.monotonic() > deadline:
            raise BrokerBusyError(f"{LOCK} has been held for {WAIT_SECONDS} s")
        time.sleep(POLL_SECONDS)


def _taken(lock: Connection) -> bool:
    try:
        with lock.channel() as channel:  # type: ignore[no-untyped-call]
            channel.queue_declare(LOCK, exclusive=True, durable=False)
    except ResourceLocked:
        return False
    return True


def _delete(url: str, *, queues: list[str], exchanges: list[str]) -> None:
    """
    Delete over a connection of its own: the test may have broken the other.
    """
    with _connect(url) as connection, connection.default_channel as channel:
        for queue in queues:
            channel.queue_delete(queue)
        for exchange in exchanges:
            channel.exchange_delete(exchange)
