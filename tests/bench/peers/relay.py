"""
The product's relay on a full outbox; prints how many rows a second it has published.
"""

import shared.green  # noqa: F401 - before anything that blocks.

# isort: split
import sys
import time

from shared.bus.rabbitmq import RabbitBroker
from shared.bus.relay import Relay
from shared.db.engine import make_engine
from shared.kernel.clock import Clock
from shared.logging import configure_logging


def main() -> None:
    rabbitmq_url, database_url = sys.argv[1:]
    configure_logging(json=True)
    relay = Relay(make_engine(database_url), RabbitBroker(rabbitmq_url), clock=Clock())
    relay.publish_batch()  # Connects; everything after this is counted.
    began = time.monotonic()
    published = 0
    while found := relay.publish_batch():
        published += found
    sys.stdout.write(str(published / (time.monotonic() - began)))


if __name__ == "__main__":
    main()
