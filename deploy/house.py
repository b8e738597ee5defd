"""
From settings to what a process gives its services.
"""

from pathlib import Path

from sqlalchemy import Engine, make_url

from shared.bus.broker import Broker
from shared.bus.embedded import EmbeddedBroker
from shared.bus.house import House
from shared.bus.rabbitmq import RabbitBroker
from shared.bus.topology import SERVICES, embedded_topology
from shared.config import EMBEDDED, Settings
from shared.db.engine import make_engine
from shared.kernel.clock import Clock


def make_house(
    settings: Settings,
    *,
    services: tuple[str, ...] = SERVICES,
    clock: Clock | None = None,
) -> House:
    """
    Make the engines and the broker; nothing is connected or created in them yet.
    """
    own = f"http://{settings.host}:{settings.port}"
    return House(
        broker=_broker(settings.broker),
        engines={
            one: make_engine(_prepared(settings.database_of(one))) for one in services
        },
        access=access_engine(settings),
        clock=clock or Clock(),
        addresses={one: f"{own}/{one}" for one in SERVICES} | dict(settings.addresses),
        door=settings.door,
        tokens=settings.tokens,
        looks_are_kept=settings.looks_are_kept,
    )


def access_engine(settings: Settings) -> Engine:
    """
    Return the way to the door's own database.
    """
    return make_engine(_prepared(settings.database_of_access))


def _broker(url: str) -> Broker:
    if url != EMBEDDED:
        return RabbitBroker(url)
    broker = EmbeddedBroker()
    broker.declare(embedded_topology())
    return broker


def _prepared(database: str) -> str:
    """
    Make the folder of an SQLite file: it holds personal data, so only its owner reads.
    """
    url = make_url(database)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return database
