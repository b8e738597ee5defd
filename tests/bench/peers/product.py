"""
The product's bus as a peer: a nameko container with pump, inbox and unit of work.

The relay is left out, because what it is measured beside has none; it has a row of its
own.
"""

import shared.green  # noqa: F401 - before anything that blocks.

# isort: split
import signal
import sys
from collections.abc import Sequence
from typing import Any

import eventlet
from nameko.containers import ServiceContainer

from shared.bus.broker import Letter
from shared.bus.house import CONFIG_KEY, House
from shared.bus.rabbitmq import RabbitBroker
from shared.bus.relay import Relay
from shared.db.engine import make_engine
from shared.kernel.clock import Clock
from shared.logging import configure_logging


def serve(service: type[Any]) -> None:
    """
    Run one service until SIGTERM, with broker and database from the command line.
    """
    rabbitmq_url, database_url, *_ = sys.argv[1:]
    configure_logging(json=True)
    Relay.publish_batch = _publish_nothing  # type: ignore[method-assign]
    Relay.wake = _hear_nothing  # type: ignore[method-assign]
    house = House(
        broker=RabbitBroker(rabbitmq_url),
        engines={service.name: make_engine(database_url)},
        access=make_engine("sqlite://"),
        clock=Clock(),
        addresses={},
    )
    container = ServiceContainer(service, config={CONFIG_KEY: house})
    signal.signal(signal.SIGTERM, lambda *_told: eventlet.spawn_n(container.stop))
    container.start()
    container.wait()


def _hear_nothing(_relay: Relay, _letters: Sequence[Letter] = ()) -> None:
    pass


def _publish_nothing(_relay: Relay) -> int:
    return 0
