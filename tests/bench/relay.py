"""
The relay: outbox rows published and confirmed, against the same letters from memory.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Engine, func, insert, select

from shared.bus.relay import BATCH
from shared.bus.tables import bus_metadata, outbox
from shared.contracts.outreach import FollowUpOpened
from shared.db.engine import make_engine
from shared.kernel.ids import new_id
from tests.bench.line import Ground, Line, line_of_rounds
from tests.bench.peer import ROOT, RoundFailed
from tests.bench.queues import depth, purge, quorum_queues
from tests.bench.say import say
from tests.bench.work import bodies
from tests.support.databases import fresh_database

LETTERS = 50_000
EXCHANGE = "bench.relay"
QUEUE = "bench.relay.out"
KEY = FollowUpOpened.event_type
UNIT = "events/s"
AT_LEAST = 0.7
SECONDS = 300  # for one round of one of them

_STOCK = "CREATE TABLE stock AS SELECT * FROM outbox"
_FILL = "TRUNCATE outbox; INSERT INTO outbox SELECT * FROM stock; ANALYZE outbox"


def measure(ground: Ground) -> list[Line]:
    """
    Publish the same letters from the outbox and from memory, round by round.
    """
    ours, theirs = [], []
    topic = (EXCHANGE, KEY)
    with (
        quorum_queues(ground.rabbitmq_url, QUEUE, topic=topic),
        _outbox(ground) as engine,
    ):
        for number in range(1, ground.rounds + 1):
            ours.append(_publish("relay", engine, ground))
            _check_all_marked(engine)
            theirs.append(_publish("bare_publisher", engine, ground))
            say(
                f"     round {number}: relay {ours[-1]:,.0f} {UNIT}, "
                f"bare {theirs[-1]:,.0f} {UNIT}"
            )
    line = line_of_rounds(
        what="relay: outbox rows published, confirmed and marked",
        against="a bare pipelined publisher with confirms, letters in memory",
        unit=UNIT,
        ours=ours,
        theirs=theirs,
        at_least=AT_LEAST,
        notes=(f"{LETTERS:,} letters a round, in batches of {BATCH:,} for both.",),
    )
    return [line]


@contextmanager
def _outbox(ground: Ground) -> Iterator[Engine]:
    """
    Give a database with a stock of letters, from which each round has its own.
    """
    with fresh_database(server_url=ground.postgres_url) as url:
        engine = make_engine(url)
        bus_metadata.create_all(engine)
        now = datetime.now(UTC)
        rows = [
            {
                "event_id": new_id(),
                "exchange": EXCHANGE,
                "routing_key": KEY,
                "body": body,
                "recorded_at": now,
            }
            for body in bodies(LETTERS)
        ]
        with engine.begin() as connection:
            connection.execute(insert(outbox), rows)
            connection.exec_driver_sql(_STOCK)
        yield engine
        engine.dispose()


def _publish(module: str, engine: Engine, ground: Ground) -> float:
    """
    Return how many letters a second a process of its own has published.

    Raises RoundFailed.
    """
    purge(ground.rabbitmq_url, QUEUE)
    with engine.begin() as connection:
        connection.exec_driver_sql(_FILL)
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-W", "ignore", "-m", f"tests.bench.peers.{module}"]
    told = subprocess.run(
        [*command, ground.rabbitmq_url, url],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    if told.returncode:
        raise RoundFailed(f"{module} ended with {told.returncode}: {told.stderr}")
    if (there := depth(ground.rabbitmq_url, QUEUE, expected=LETTERS)) != LETTERS:
        raise RoundFailed(f"{module}: {there} letters in the queue of {LETTERS}")
    return float(told.stdout)


def _check_all_marked(engine: Engine) -> None:
    unmarked = select(func.count()).where(outbox.c.published_at.is_(None))
    with engine.connect() as connection:
        if left := connection.scalar(unmarked):
            raise RoundFailed(f"relay: {left} letters were not marked")
