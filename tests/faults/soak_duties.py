"""
What the processes of a crew do.
"""

import importlib
import os
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import eventlet

from deploy.house import make_house
from deploy.running import running, told_to_stop, until_told_to_stop
from services.outreach.service import OutreachService
from services.outreach.storage.unit_of_work import OutreachUnitOfWork
from shared.bus import inbox
from shared.bus.consumer import Consumer
from shared.bus.extensions import policies_of
from shared.config import Settings
from shared.db.engine import make_engine
from shared.kernel.clock import Clock
from shared.logging import configure_logging
from tests.faults.failpoints import Failpoints, install, poison
from tests.faults.history import History

SWITCH = "strike"
_SOON = timedelta(seconds=1)


def serve(
    *,
    folder: Path,
    number: int,
    service: str,
    broker: str,
    databases: Mapping[str, str],
    port: int,
    seed: int,
    failpoints: Mapping[str, Any] | None,
    broken: str,
    poisoned: Sequence[str],
) -> int:
    """
    Run a service as `babygruppe run` does, with failpoints around its functions.
    """
    configure_logging(json=True)
    # A policy that has failed is tried again within the run, and not hours later.
    if not poisoned:
        inbox.RETRY_AFTER = (_SOON,) * len(inbox.RETRY_AFTER)
    poison(UUID(one) for one in poisoned)
    break_on_purpose(broken)
    history = History(path=folder / "history.jsonl")
    if failpoints:
        install(
            Failpoints(
                service=service,
                history=history,
                switch=folder / SWITCH,
                dice=Random(f"{seed} {service} {number}"),
                **failpoints,
            )
        )
    settings = _settings(folder, broker=broker, databases=databases, port=port)
    house = make_house(settings, services=(service,))
    told = told_to_stop()
    told = told_to_stop()
    with running(
        (service,), house, host=settings.host, port=port, embedded=False
    ) as door:
        # This runs when the process has begun to wait, and so listens for signals.
        eventlet.spawn(history.write, "up", name=service, pid=os.getpid())
        return until_told_to_stop(door, told)


def apply_bodies(
    *, folder: Path, number: int, database: str, bodies: str, batch: int, broken: str
) -> None:
    """
    Be one consumer of outreach: apply what stands in a file, one body a line.

    What fails because another was faster is tried again, as by a running service.
    """
    del folder, number
    configure_logging(json=True)
    inbox.RETRY_AFTER = (timedelta(0),) * len(inbox.RETRY_AFTER)
    break_on_purpose(broken)
    engine = make_engine(database)
    consumer = Consumer(
        policies_of(OutreachService),
        unit_of_work=lambda cause: OutreachUnitOfWork(engine, cause=cause),
        clock=Clock(),
    )
    told = Path(bodies).read_bytes().splitlines()
    for start in range(0, len(told), batch):
        consumer.take(told[start : start + batch])
        consumer.retry_due()


def break_on_purpose(broken: str) -> None:
    """
    Take one part out of this process, by the name of a function in ``soak_broken``.
    """
    if broken:
        getattr(importlib.import_module("tests.faults.soak_broken"), broken)()


def _settings(
    folder: Path, *, broker: str, databases: Mapping[str, str], port: int
) -> Settings:
    return Settings(
        var=folder,
        broker=broker,
        database="",
        databases=databases,
        host="127.0.0.1",
        port=port,
        addresses={},
        json_logs=True,
    )
