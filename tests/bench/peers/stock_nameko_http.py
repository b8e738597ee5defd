"""
nameko as it comes, where a chain begins: a request commits a row, then publishes.

Nobody asks who closes the register and nothing is looked up, and what was committed but
not yet published is lost where the process ends between the two.
"""

import shared.green  # noqa: F401 - nameko's workers wait for PostgreSQL side by side.

# isort: split
import json
import signal
import sys
from typing import Any
from uuid import UUID

import eventlet
from nameko.containers import ServiceContainer
from nameko.dependency_providers import Config
from nameko.messaging import Publisher
from nameko.web.handlers import http
from werkzeug.wrappers import Request

from tests.bench.bare_chain import READY
from tests.bench.peers.rows import announce
from tests.bench.peers.stock_nameko import Database
from tests.bench.work import missed_row

_WORKERS = 10


class RegistersService:
    name = "bench.nameko.http"

    config = Config()
    engine = Database()
    publish: Any = Publisher()

    @http("POST", "/<uuid:session_id>/close")
    def close(self, _request: Request, session_id: UUID) -> str:
        row = missed_row(session_id)
        with self.engine.begin() as connection:
            announce(row, connection)
        self.publish(json.loads(row["body"]), routing_key=self.config["QUEUE"])
        return ""


def main() -> None:
    rabbitmq_url, database_url, queue, address = sys.argv[1:]
    config = {
        "AMQP_URI": rabbitmq_url,
        "DATABASE": database_url,
        "QUEUE": queue,
        "WEB_SERVER_ADDRESS": address,
        "max_workers": _WORKERS,
    }
    container = ServiceContainer(RegistersService, config=config)
    signal.signal(signal.SIGTERM, lambda *_told: eventlet.spawn_n(container.stop))
    container.start()
    sys.stdout.write(READY + "\n")
    sys.stdout.flush()
    container.wait()


if __name__ == "__main__":
    main()
