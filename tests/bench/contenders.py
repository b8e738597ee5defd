"""
Who takes part: ours, the frameworks with each setting that is tried, and the limit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Engine

from services.outreach.storage.tables import follow_ups as outreach_follow_ups
from shared.db.migrations import upgrade
from tests.bench.peer import Peer
from tests.bench.peers.celery_worker import celery_messages

FAST = 60_000  # events a round, so that a round takes some seconds
SLOW = 6_000


@dataclass(frozen=True, kw_only=True)
class Rival:
    """
    Somebody whom ours is measured against, and the aim.

    Of several ``settings`` the best one in a short trial goes into the rounds.
    """

    called: str
    settings: Sequence[Peer]
    at_least: float
    notes: Sequence[str] = ()

    @property
    def name(self) -> str:
        return self.settings[0].name


def migrate_outreach(engine: Engine) -> None:
    upgrade(engine, "outreach")


OURS = Peer(
    name="ours",
    module="ours",
    queue="bench.ours.in",
    beside=("bench.ours.park",),
    number=FAST,
)
OUTREACH = Peer(
    name="outreach",
    module="outreach",
    queue="bench.outreach.in",
    beside=("bench.outreach.park",),
    number=FAST // 3,
    prepare=migrate_outreach,
    effects=outreach_follow_ups,
    announcements=2,
)

_BARE = Peer(name="bare", module="bare", queue="bench.bare.in", number=FAST)
_NAMEKO = Peer(
    name="nameko", module="stock_nameko", queue="bench.nameko.in", number=SLOW
)
_FASTSTREAM = Peer(
    name="faststream", module="fast_stream", queue="bench.faststream.in", number=SLOW
)
_CELERY = Peer(
    name="celery",
    module="celery_worker",
    queue="bench.celery.in",
    number=SLOW,
    messages=celery_messages,
)


def _with(peer: Peer, *settings: str) -> list[Peer]:
    return [replace(peer, arguments=tuple(one.split())) for one in settings]


RIVALS = (
    Rival(
        called="stock nameko, @event_handler, SQLAlchemy",
        settings=_with(_NAMEKO, "1", "10", "50"),
        at_least=6,
        notes=(
            "The number is max_workers.",
            "Weaker than ours: it acknowledges an event whose handler has failed.",
        ),
    ),
    Rival(
        called="FastStream, async SQLAlchemy, asyncpg",
        settings=_with(_FASTSTREAM, "1", "10", "50"),
        at_least=6,
        notes=("The number is the prefetch, which is also how many run side by side.",),
    ),
    Rival(
        called="Celery, late acks, SQLAlchemy",
        settings=_with(_CELERY, "prefork 2", "prefork 4", "threads 4", "threads 10"),
        at_least=6,
        notes=("With prefork it has so many processes beside its own; ours has one.",),
    ),
    Rival(
        called="the limit: a bare kombu loop, batched, psycopg2",
        settings=[_BARE],
        at_least=0.65,
        notes=("It validates nothing, keeps no versions and parks nothing.",),
    ),
)
