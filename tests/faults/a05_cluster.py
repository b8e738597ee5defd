"""
A5: what a cluster has confirmed outlives its nodes.
"""

import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.pool import NullPool

from shared.bus.rabbitmq import RabbitBroker
from shared.bus.tables import bus_metadata, outbox
from shared.bus.topology import inbox_queue, whole_topology
from tests.faults.a05_actors import CONFIRMED, ENOUGH, SENT
from tests.faults.history import History
from tests.faults.nodes import Cluster
from tests.faults.row import Ground, Outcome, Row
from tests.support.bus import eventually
from tests.support.databases import fresh_database
from tests.support.private_process import PrivateProcess, private_folder

PUBLISHERS = 3
READERS = 2
UP = (3.0, 6.0)  # seconds from a node's start to the next kill
DOWN = (1.0, 4.0)  # seconds
WARM_UP = 5.0  # seconds
DRAIN = 120.0  # seconds
IS_PUBLISHED = outbox.c.published_at.is_not(None)
_MAIN = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Trial:
    """
    How many kills, and how many confirmed events are wanted before it ends.
    """

    kills: int
    events: int
    publisher: str


class Checker:
    """
    Reads the publishers' databases and the readers' history, and nothing else.
    """

    def __init__(self, engines: Sequence[Engine], folder: Path) -> None:
        self._engines = engines
        self._read = History(path=folder / "read.jsonl")
        self._kills = History(path=folder / "kills.jsonl")

    def number_published(self) -> int:
        query = select(func.count()).where(IS_PUBLISHED)
        return sum(_scalar(engine, query) for engine in self._engines)

    def number_waiting(self) -> int:
        query = select(func.count()).where(outbox.c.published_at.is_(None))
        return sum(_scalar(engine, query) for engine in self._engines)

    def lost(self) -> set[str]:
        """
        Return what is marked as published, and nobody has read.
        """
        published: set[str] = set()
        query = select(outbox.c.event_id).where(IS_PUBLISHED)
        for engine in self._engines:
            with engine.connect() as connection:
                published |= {str(one) for one in connection.scalars(query)}
        return published - set(self._all_read())

    def read_again(self) -> int:
        read = self._all_read()
        return len(read) - len(set(read))

    def gaps(self) -> list[float]:
        """
        Return, for each kill, the longest time without any confirm before the next.
        """
        confirms = self._confirms()
        kills = [one["at"] for one in self._kills.read("kill")]
        ends = [*kills[1:], confirms[-1]]
        return [
            _longest_gap(confirms, since=kill, until=end)
            for kill, end in zip(kills, ends, strict=True)
        ]

    def confirm_times(self) -> list[float]:
        """
        Return the seconds from each commit to its confirm, in order.
        """
        query = select(outbox.c.recorded_at, outbox.c.published_at)
        took: list[timedelta] = []
        for engine in self._engines:
            with engine.connect() as connection:
                found = connection.execute(query.where(IS_PUBLISHED))
                took += [row.published_at - row.recorded_at for row in found]
        return sorted(one.total_seconds() for one in took)

    def _confirms(self) -> list[float]:
        query = select(outbox.c.published_at).distinct()
        found: set[float] = set()
        for engine in self._engines:
            with engine.connect() as connection:
                times = connection.scalars(query.where(IS_PUBLISHED))
                found |= {one.timestamp() for one in times}
        return sorted(found)

    def _all_read(self) -> list[str]:
        return [one for line in self._read.read("read") for one in line["ids"]]


def _run(ground: Ground) -> Outcome:
    return _try(ground, Trial(kills=45, events=250_000, publisher=CONFIRMED))


def _control(ground: Ground) -> Outcome:
    return _try(ground, Trial(kills=30, events=0, publisher=SENT))


def _try(ground: Ground, trial: Trial) -> Outcome:
    folder = ground.folder / trial.publisher
    folder.mkdir()
    with ExitStack() as stack:
        cluster = stack.enter_context(Cluster())
        cluster.start()
        members = _declare(cluster)
        databases = [
            stack.enter_context(fresh_database(server_url=ground.postgres_url))
            for _ in range(PUBLISHERS)
        ]
        engines = [_prepared(one) for one in databases]
        checker = Checker(engines, folder)
        commands = [
            *(["publish", cluster.url, one, trial.publisher] for one in databases),
            *(["read", cluster.url] for _ in range(READERS)),
        ]
        for what, *words in commands:
            stack.enter_context(_actor(what, str(folder), *words))
        _kill_nodes(cluster, folder, trial, ground.random(trial.publisher), checker)
        (folder / ENOUGH).touch()
        eventually(lambda: not checker.number_waiting(), within=DRAIN, every=1.0)
        eventually(
            lambda: not checker.lost(), within=DRAIN if trial.events else 20, every=1.0
        )
        return _outcome(checker, trial, members)


def _declare(cluster: Cluster) -> int:
    """
    Declare what a deployment declares, and return how many nodes hold the queue.
    """
    RabbitBroker(cluster.url).declare(whole_topology())
    listed = cluster.nodes[0].control("list_queues", "name", "members", "--silent")
    of_queue = [one for one in listed.splitlines() if one.startswith("outreach.in")]
    return sum(node.name in of_queue[0] for node in cluster.nodes)


def _kill_nodes(
    cluster: Cluster, folder: Path, trial: Trial, dice: Random, checker: Checker
) -> None:
    history = History(path=folder / "kills.jsonl")
    time.sleep(WARM_UP)
    for _ in range(trial.kills):
        node = dice.choice(cluster.nodes)
        history.write("kill", node=node.name)
        node.kill()
        time.sleep(dice.uniform(*DOWN))
        up_until = time.monotonic() + dice.uniform(*UP)
        node.start()
        time.sleep(max(0.0, up_until - time.monotonic()))
    eventually(
        lambda: checker.number_published() >= trial.events, within=240, every=1.0
    )


def _outcome(checker: Checker, trial: Trial, members: int) -> Outcome:
    took = checker.confirm_times()
    gaps = checker.gaps()
    number = len(took)
    middle, at_99 = took[number // 2], took[int(number * 0.99)]
    return Outcome(
        number=number,
        of="confirmed events" if trial.publisher == CONFIRMED else "sent events",
        faults={"SIGKILL of a node": trial.kills},
        lost=len(checker.lost()),
        wrong=int(members != PUBLISHERS),
        recovery=gaps,
        notes=[
            f"{inbox_queue('outreach')} on {members} nodes;",
            f"commit to confirm p50 {middle * 1000:.0f} ms, p99 {at_99:.2f} s;",
            f"longest gap without a confirm {max(gaps):.1f} s;",
            f"{checker.read_again()} read more than once, which the inbox absorbs.",
        ],
    )


@contextmanager
def _actor(what: str, folder: str, *words: str) -> Iterator[None]:
    actor = PrivateProcess(
        [sys.executable, "-m", "tests.faults.a05_actors", what, folder, *words],
        folder=private_folder(),
        environment={"PYTHONPATH": str(_MAIN)},
        stop_with=signal.SIGKILL,
    )
    try:
        yield
    finally:
        actor.stop()


def _prepared(database: str) -> Engine:
    engine = create_engine(database, poolclass=NullPool)
    bus_metadata.create_all(engine)
    return engine


def _scalar(engine: Engine, query: object) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(query) or 0)  # type: ignore[call-overload]


def _longest_gap(confirms: Sequence[float], *, since: float, until: float) -> float:
    around = [since, *(one for one in confirms if since < one < until), until]
    return max(later - earlier for earlier, later in pairwise(around))


ROW = Row(
    name="A5",
    promise="What a cluster has confirmed outlives its nodes.",
    broken="the publisher takes for safe what it has sent",
    run=_run,
    control=_control,
    only_long=True,
)
