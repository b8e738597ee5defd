"""
A roster that tells the broker itself before it answers: the control of A10.

    python -m tests.faults.a10_dual_write run roster
"""

import shared.green  # noqa: F401 - it makes the process green, before all others.

# isort: split
import sys

from deploy.cli import main
from shared.bus.broker import Letter, Publisher
from shared.bus.outbox import Outbox
from shared.bus.rabbitmq import RabbitBroker
from shared.config import Settings

BROKER = RabbitBroker(Settings.from_environment().broker)
_write = Outbox.flush
_open: list[Publisher] = []


def _write_and_publish(self: Outbox) -> None:
    letters = [
        Letter(
            id=row["event_id"],
            exchange=row["exchange"],
            routing_key=row["routing_key"],
            body=row["body"],
        )
        for row in self._rows
    ]
    _write(self)
    if letters:
        publisher = _open.pop() if _open else BROKER.publisher()
        publisher.publish(letters)
        _open.append(publisher)


if __name__ == "__main__":
    Outbox.flush = _write_and_publish  # type: ignore[method-assign]
    sys.exit(main())
