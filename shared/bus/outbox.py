"""
The outbox: an announcement is a row, committed with the change that it announces.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from shared.bus.cause import Cause
from shared.bus.tables import outbox
from shared.contracts.envelope import Envelope, write_envelope
from shared.contracts.event import Event
from shared.db.bulk import insert_many
from shared.kernel.ids import new_id


class Outbox:
    """
    Collects announcements and writes them with one statement.
    """

    def __init__(self, connection: Connection, cause: Cause) -> None:
        self.cause = cause
        self.has_written = False
        self._connection = connection
        self._rows: list[dict[str, Any]] = []

    def add(
        self, event: Event, *, version: int, happened_at: datetime | None = None
    ) -> None:
        """
        Announce an event; ``version`` is that of its aggregate after the change.
        """
        envelope = Envelope(
            id=new_id(),
            event=event,
            time=happened_at or self.cause.now,
            recorded_at=self.cause.now,
            version=version,
            organisation=self.cause.organisation,
            correlation_id=self.cause.correlation_id,
            causation_id=self.cause.causation_id,
            traceparent=self.cause.traceparent,
        )
        self._rows.append(
            {
                "event_id": envelope.id,
                "exchange": event.exchange,
                "routing_key": event.event_type,
                "body": write_envelope(envelope),
                "recorded_at": envelope.recorded_at,
            }
        )

    def flush(self) -> None:
        if not self._rows:
            return
        insert_many(self._connection, outbox, self._rows)
        self._rows = []
        self.has_written = True


def waiting(connection: Connection) -> dict[str, int]:
    """
    Return how many events wait for the broker, and how many it has refused.
    """
    query = select(
        func.count().label("waiting"), func.count(outbox.c.refused).label("refused")
    ).where(outbox.c.published_at.is_(None))
    return dict(connection.execute(query).one()._mapping)  # noqa: SLF001 - SQLAlchemy's documented name.
