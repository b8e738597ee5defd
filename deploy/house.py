"""
From settings to what a process gives its services.
"""

import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine, make_url

from shared.bus.broker import Broker
from shared.bus.embedded import EmbeddedBroker
from shared.bus.house import House
from shared.bus.rabbitmq import RabbitBroker
from shared.bus.topology import SERVICES, embedded_topology
from shared.config import EMBEDDED, Settings
from shared.db.engine import KEPT_FOR, NUMBER_KEY, make_engine
from shared.kernel.clock import Clock
from shared.kernel.secret import new_secret


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
    engines = {
        one: make_engine(_prepared(settings.database_of(one))) for one in services
    }
    for engine in engines.values():
        engine.update_execution_options(**{KEPT_FOR: settings.kept_for})
    if roster := engines.get("roster"):
        roster.update_execution_options(**{NUMBER_KEY: _number_key(settings)})
    return House(
        broker=_broker(settings.broker),
        engines=engines,
        access=access_engine(settings),
        clock=clock or Clock(),
        addresses={one: f"{own}/{one}" for one in SERVICES} | dict(settings.addresses),
        door=settings.door,
        tokens=settings.tokens,
        looks_are_kept=settings.looks_are_kept,
        offices=settings.offices,
    )


def _number_key(settings: Settings) -> str:
    """
    Return the secret by which erased numbers are marked; without a setting, our own.

    It stands beside the databases, not in one: who has a copy of one cannot try all
    numbers there are.
    """
    if settings.number_key:
        return settings.number_key
    file = settings.var / "number.key"
    if not file.exists():
        _write_once(file, new_secret())
    return file.read_text()


def _write_once(file: Path, secret: str) -> None:
    """
    Write a file that only its owner reads; of two processes that do, one is heard.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_suffix(f".{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secret)
    with suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()


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
