"""
A roster that tells the broker itself before it answers: the control of A10.

    python -m tests.faults.a10_dual_write run roster
"""

import shared.green  # noqa: F401 - it makes the process green, before all others.

# isort: split
import sys

from deploy.cli import main
from shared.bus.broker import Publisher
from shared.bus.outbox import Outbox, letter_of
from shared.bus.rabbitmq import RabbitBroker
from shared.config import Settings
from shared.db.writes import Writes

BROKER = RabbitBroker(Settings.from_environment().broker)
_write = Outbox.write
_open: list[Publisher] = []


def _write_and_publish(self: Outbox, writes: Writes) -> None:
    letters = [letter_of(row) for row in self._rows]
    _write(self, writes)
    if letters:
        publisher = _open.pop() if _open else BROKER.publisher()
        publisher.publish(letters)
        _open.append(publisher)


if __name__ == "__main__":
    Outbox.write = _write_and_publish  # type: ignore[method-assign]
    sys.exit(main())
