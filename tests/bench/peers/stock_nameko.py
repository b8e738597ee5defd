"""
nameko as it comes: an ``@event_handler``, and one transaction for each event.

It acknowledges an event whose handler has failed, so its guarantee is weaker than ours.
"""

import shared.green  # noqa: F401 - nameko's workers wait for PostgreSQL side by side.

# isort: split
import signal
import sys
from typing import Any

import eventlet
from kombu.entity import Queue
from nameko.containers import ServiceContainer
from nameko.events import EventHandler
from nameko.extensions import DependencyProvider
from sqlalchemy import Engine, create_engine

from tests.bench.peers.rows import write_rows


class QuorumEventHandler(EventHandler):
    """
    nameko's own, on the quorum queue that the bench has declared.
    """

    def setup(self) -> None:
        super().setup()
        self.queue = Queue(self.container.config["QUEUE"], no_declare=True)


class Database(DependencyProvider):
    def setup(self) -> None:
        self._engine = create_engine(
            self.container.config["DATABASE"], pool_size=self.container.max_workers
        )

    def get_dependency(self, worker_ctx: Any) -> Engine:
        del worker_ctx
        return self._engine


class FollowUpsService:
    name = "bench.nameko"

    engine = Database()

    @QuorumEventHandler.decorator("bench", "roster.attendance.missed.v1")
    def open_follow_up(self, told: dict[str, Any]) -> None:
        with self.engine.begin() as connection:
            write_rows(told, connection)


def main() -> None:
    rabbitmq_url, database_url, queue, workers = sys.argv[1:]
    config = {
        "AMQP_URI": rabbitmq_url,
        "DATABASE": database_url,
        "QUEUE": queue,
        "max_workers": int(workers),
    }
    container = ServiceContainer(FollowUpsService, config=config)
    signal.signal(signal.SIGTERM, lambda *_told: eventlet.spawn_n(container.stop))
    container.start()
    container.wait()


if __name__ == "__main__":
    main()
