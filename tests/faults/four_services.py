"""
The four services as processes of their own, on one broker and one PostgreSQL.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from shared.bus.rabbitmq import RabbitBroker
from shared.bus.topology import SERVICES, whole_topology
from shared.db.engine import make_engine
from shared.db.migrations import upgrade
from tests.faults.running_service import (
    AS_IT_IS,
    Place,
    RunningService,
    running_service,
)
from tests.support.databases import fresh_database


@dataclass(frozen=True, kw_only=True)
class FourServices:
    """
    Where the roster answers, and the books of all.
    """

    roster: RunningService
    books: Mapping[str, Engine]


@contextmanager
def four_services(
    *,
    broker: str,
    postgres_url: str,
    folder: Path,
    roster: str = AS_IT_IS,
) -> Iterator[FourServices]:
    """
    Run them until the block ends; ``roster`` may name a variant broken on purpose.
    """
    RabbitBroker(broker).declare(whole_topology())
    with ExitStack() as stack:
        places = [
            _place(
                service,
                broker=broker,
                database=stack.enter_context(fresh_database(server_url=postgres_url)),
            )
            for service in SERVICES
        ]
        modules = {"roster": roster}
        running = {
            place.service: stack.enter_context(
                running_service(
                    place,
                    folder=folder,
                    module=modules.get(place.service, AS_IT_IS),
                )
            )
            for place in places
        }
        yield FourServices(
            roster=running["roster"],
            books={place.service: place.engine for place in places},
        )


def _place(service: str, *, broker: str, database: str) -> Place:
    made = make_engine(database)
    upgrade(made, service)
    made.dispose()
    return Place(
        service=service,
        broker=broker,
        database=database,
        engine=create_engine(database, poolclass=NullPool, hide_parameters=True),
    )
