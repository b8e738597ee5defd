"""
A consumer as a process of its own, and one round of it: a full queue until it is empty.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import amqp
from sqlalchemy import Connection, Engine, Table, func, select

from shared.bus.tables import inbox, outbox
from shared.contracts.envelope import read_envelope
from shared.looks.tables import looks_metadata
from tests.bench.publisher import Publisher, plain_messages
from tests.bench.queues import depth, purge
from tests.bench.work import follow_ups, metadata

ROOT = Path(__file__).parents[2]
FROM = 0.1  # of all rows: what comes before is the start of the process
STUCK_AFTER = 60.0  # seconds without a new row
ENDS_WITHIN = 30.0  # seconds
_SHORTEST_LOOK, _LONGEST_LOOK = 0.02, 0.5  # seconds


class RoundFailed(Exception):
    """
    A peer did not do the whole work, so that its rate would say nothing.
    """


@dataclass(frozen=True, kw_only=True)
class Peer:
    """
    A consumer: its module in ``peers``, its queue, and how many events a round takes.

    ``prepare`` makes the tables, ``effects`` is the one that gets one row for each
    event, and ``announcements`` are how many go into the outbox for each. ``beside``
    are further queues that the process wants to find.
    """

    name: str
    module: str
    queue: str
    number: int
    arguments: tuple[str, ...] = ()
    processes: int = 1
    messages: Callable[[Iterable[bytes]], Iterable[amqp.Message]] = plain_messages
    prepare: Callable[[Engine], None] = metadata.create_all
    effects: Table = follow_ups
    announcements: int = 1
    beside: tuple[str, ...] = ()


def run_round(
    peer: Peer, *, engine: Engine, rabbitmq_url: str, bodies: Sequence[bytes]
) -> float:
    """
    Return how many events a second this peer has applied.

    Raises RoundFailed.
    """
    _clear(peer, engine)
    purge(rabbitmq_url, peer.queue)
    with Publisher(rabbitmq_url) as publisher:
        messages = peer.messages(bodies[: peer.number])
        publisher.publish(messages, exchange="", routing_key=peer.queue)
    if depth(rabbitmq_url, peer.queue, expected=peer.number) != peer.number:
        raise RoundFailed(f"{peer.name}: the queue was not full at the beginning")
    database_url = engine.url.render_as_string(hide_password=False)
    with _started(peer, rabbitmq_url, database_url) as processes:
        rate = _watch(peer, engine, processes)
    _check(peer, engine)
    if left := depth(rabbitmq_url, peer.queue, expected=0):
        raise RoundFailed(f"{peer.name}: {left} events were never acknowledged")
    return rate


@contextmanager
def _started(
    peer: Peer, rabbitmq_url: str, database_url: str
) -> Iterator[list[subprocess.Popen[bytes]]]:
    """
    Start the processes; at the end let each finish what it has in hand.
    """
    command = [sys.executable, "-W", "ignore", "-m", f"tests.bench.peers.{peer.module}"]
    command += [rabbitmq_url, database_url, peer.queue, *peer.arguments]
    with ExitStack() as stack:
        log = stack.enter_context(tempfile.TemporaryFile())
        processes = []
        for _ in range(peer.processes):
            process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
            stack.callback(process.kill)
            processes.append(process)
        try:
            yield processes
            _end(peer, processes)
        except RoundFailed as failed:
            log.seek(0)
            failed.add_note(log.read()[-4_000:].decode(errors="replace"))
            raise


def _end(peer: Peer, processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            code = process.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            raise RoundFailed(f"{peer.name}: does not end when told") from None
        if code:
            raise RoundFailed(f"{peer.name}: ended with {code}")


def _watch(
    peer: Peer, engine: Engine, processes: Sequence[subprocess.Popen[bytes]]
) -> float:
    """
    Count rows until all are there, and look more often as the end comes near.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        first_at, first = _reached(peer, connection, processes, int(peer.number * FROM))
        last_at, last = _reached(peer, connection, processes, peer.number)
    return (last - first) / (last_at - first_at)


def _reached(
    peer: Peer,
    connection: Connection,
    processes: Sequence[subprocess.Popen[bytes]],
    number: int,
) -> tuple[float, int]:
    began = moved = time.monotonic()
    start = known = _count(connection, peer.effects)
    while known < number:
        now = time.monotonic()
        speed = (known - start) / (now - began) if known > start else 0
        left = (number - known) / speed if speed else 0
        time.sleep(min(max(left / 3, _SHORTEST_LOOK), _LONGEST_LOOK))
        found = _count(connection, peer.effects)
        moved = time.monotonic() if found > known else moved
        known = found
        if time.monotonic() - moved > STUCK_AFTER:
            raise RoundFailed(f"{peer.name}: stuck at {known} of {number}")
        if any(one.poll() is not None for one in processes):
            raise RoundFailed(f"{peer.name}: a process ended at {known} of {number}")
    return time.monotonic(), known


def _check(peer: Peer, engine: Engine) -> None:
    """
    Each event has had its effect exactly once, and its announcement can be read.
    """
    rows_of_each = {inbox: 1, peer.effects: 1, outbox: peer.announcements}
    with engine.connect() as connection:
        for table, each in rows_of_each.items():
            if (found := _count(connection, table)) != each * peer.number:
                text = f"{peer.name}: {found} rows in {table} for {peer.number} events"
                raise RoundFailed(text)
        for body in connection.scalars(select(outbox.c.body).limit(20)):
            read_envelope(body)


def _count(connection: Connection, table: Table) -> int:
    query = select(func.count()).select_from(table)
    return int(connection.execute(query).scalar_one())


def _clear(peer: Peer, engine: Engine) -> None:
    # The log of looks is only ever added to, and nobody looks at a person here.
    names = peer.effects.metadata.tables.keys() - looks_metadata.tables.keys()
    tables = ", ".join(sorted(names))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {tables}")
