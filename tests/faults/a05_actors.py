"""
Who publishes and who reads while a cluster's nodes are killed, each in its own process.

    python -m tests.faults.a05_actors publish FOLDER BROKER DATABASE PUBLISHER
    python -m tests.faults.a05_actors read FOLDER BROKER
"""

import shared.green  # noqa: F401 - the relay and the pump are green.

# isort: split
import json
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

import eventlet

from shared.bus.broker import Letter
from shared.bus.cause import Cause
from shared.bus.pump import Pump
from shared.bus.rabbitmq import RabbitBroker, RabbitPublisher
from shared.bus.relay import Relay
from shared.bus.topology import inbox_queue
from shared.bus.unit_of_work import UnitOfWork
from shared.db.engine import make_engine
from shared.kernel.clock import Clock
from tests.bus.notebook import missed
from tests.faults.history import History

ENOUGH = "enough"
CONFIRMED = "confirmed"
SENT = "sent"
_AT_ONCE = 16
_PAUSE = 0.1  # seconds; so each publisher announces some 160 events a second.


class HopefulPublisher(RabbitPublisher):
    """
    Takes for safe what it has sent: the control.
    """

    def publish(self, letters: Sequence[Letter]) -> Mapping[UUID, str]:
        for letter in letters:
            self._send(letter)
        self._waiting.clear()
        self.keep_alive()
        return {}

    def _rejected(self, tag: int, multiple: bool) -> None:
        """
        Look away.
        """


class HopefulBroker(RabbitBroker):
    def publisher(self) -> HopefulPublisher:
        return HopefulPublisher(self._url)


def publish(folder: Path, broker_url: str, database: str, publisher: str) -> None:
    """
    Announce until there is enough; relay until ended.
    """
    engine = make_engine(database)
    kind = {CONFIRMED: RabbitBroker, SENT: HopefulBroker}[publisher]
    relay = Relay(engine, kind(broker_url), clock=Clock())
    relaying = eventlet.spawn(relay.run)
    pause = threading.Event()
    while not (folder / ENOUGH).exists():
        cause = Cause.by_system(now=Clock().now())
        with UnitOfWork(engine, cause=cause, announced=relay.wake) as uow:
            for _ in range(_AT_ONCE):
                uow.outbox.add(missed(), version=1)
            uow.commit()
        pause.wait(_PAUSE)
    relaying.wait()


def read(folder: Path, broker_url: str) -> None:
    """
    Write down what arrives; only then is it acknowledged.
    """
    history = History(path=folder / "read.jsonl")

    def take(bodies: Sequence[bytes]) -> None:
        history.write("read", ids=[json.loads(body)["id"] for body in bodies])

    Pump(inbox_queue("outreach"), RabbitBroker(broker_url), take).run()


if __name__ == "__main__":
    act = {"publish": publish, "read": read}[sys.argv[1]]
    act(Path(sys.argv[2]), *sys.argv[3:])
