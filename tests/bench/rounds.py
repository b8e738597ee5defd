"""
Rounds in which every peer has its turn, so that a slow moment meets all alike.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from sqlalchemy import Engine

from shared.db.engine import make_engine
from tests.bench.line import Ground
from tests.bench.peer import Peer, run_round
from tests.bench.queues import quorum_queues
from tests.bench.say import say
from tests.bench.work import bodies
from tests.support.databases import fresh_database

UNIT = "events/s"


def rates_of(peers: Sequence[Peer], ground: Ground) -> dict[str, list[float]]:
    """
    Return the rates of all rounds by the peers' names.
    """
    rates: dict[str, list[float]] = {one.name: [] for one in peers}
    told = list(bodies(max(one.number for one in peers)))
    with ExitStack() as stack:
        engines = {one.name: stack.enter_context(_stage(one, ground)) for one in peers}
        for number in range(1, ground.rounds + 1):
            for one in peers:
                rate = run_round(
                    one,
                    engine=engines[one.name],
                    rabbitmq_url=ground.rabbitmq_url,
                    bodies=told,
                )
                rates[one.name].append(rate)
                say(f"     round {number}: {one.name} {rate:,.0f} {UNIT}")
    return rates


@contextmanager
def _stage(peer: Peer, ground: Ground) -> Iterator[Engine]:
    """
    Give a peer its queues and a database with empty tables.
    """
    with (
        quorum_queues(ground.rabbitmq_url, peer.queue, *peer.beside),
        fresh_database(server_url=ground.postgres_url) as url,
    ):
        engine = make_engine(url)
        peer.prepare(engine)
        yield engine
        engine.dispose()
