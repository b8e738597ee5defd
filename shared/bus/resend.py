"""
At the start of one process: send again what may not have taken effect.

The embedded broker forgets its queues when the process ends. What was published but
stands in a listener's inbox neither as done nor as failing was lost with them.
"""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection, Engine, select

from shared.bus.tables import inbox, outbox
from shared.bus.topology import CONSUMED


def resend_what_did_not_arrive(engines: Mapping[str, Engine]) -> int:
    """
    Take back the mark of every published event that a listener lacks.

    Return how many there were. Only one process may use these databases.
    """
    arrived = {service: _arrived(engine) for service, engine in engines.items()}
    return sum(_take_back(engine, arrived) for engine in engines.values())


def _arrived(engine: Engine) -> frozenset[UUID]:
    with engine.connect() as connection:
        return frozenset(connection.scalars(select(inbox.c.event_id)))


def _take_back(engine: Engine, arrived: Mapping[str, frozenset[UUID]]) -> int:
    with engine.begin() as connection:
        lost = [
            event_id
            for event_id, event_type in _published(connection)
            if any(
                event_id not in arrived[one] for one in _listeners(event_type, arrived)
            )
        ]
        for event_id in lost:
            connection.execute(
                outbox.update()
                .where(outbox.c.event_id == event_id)
                .values(published_at=None)
            )
    return len(lost)


def _published(connection: Connection) -> list[tuple[UUID, str]]:
    query = select(outbox.c.event_id, outbox.c.routing_key)
    rows = connection.execute(query.where(outbox.c.published_at.is_not(None)))
    return [(row.event_id, row.routing_key) for row in rows]


def _listeners(event_type: str, running: Mapping[str, frozenset[UUID]]) -> list[str]:
    return [
        service
        for service in running
        if any(event.event_type == event_type for event in CONSUMED[service])
    ]
