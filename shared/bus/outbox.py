"""
The outbox: an announcement is a row, committed with the change that it announces.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from shared.bus.broker import Letter
from shared.bus.cause import Cause
from shared.bus.tables import outbox
from shared.bus.topology import TOLD_BY_A_FEED, routing_key
from shared.contracts.envelope import Envelope, write_envelope
from shared.contracts.event import Event
from shared.db.writes import Writes
from shared.kernel.ids import new_id


class Outbox:
    """
    Collects announcements and writes them with one statement.

    ``letters`` are those that were written, as the relay publishes them.
    """

    def __init__(self, cause: Cause) -> None:
        self.cause = cause
        self.letters: list[Letter] = []
        self._rows: list[dict[str, Any]] = []

    def add(
        self,
        event: Event,
        *,
        version: int,
        happened_at: datetime | None = None,
        to: UUID | None = None,
    ) -> None:
        """
        Announce an event; ``version`` is that of its aggregate after the change.

        ``to`` is the one organisation whose queue it is for.

        Raises ValueError where the event stands in no partner's feed: of such the key
        is the type, as others read it.
        """
        if to is not None and event.event_type not in TOLD_BY_A_FEED:
            raise ValueError(f"{event.event_type} is in no partner's feed")
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
                "routing_key": routing_key(event.event_type, to=to),
                "body": write_envelope(envelope),
                "recorded_at": envelope.recorded_at,
            }
        )

    def write(self, writes: Writes) -> None:
        rows, self._rows = self._rows, []
        writes.insert(outbox, rows)
        self.letters += [letter_of(row) for row in rows]


def letter_of(row: Mapping[str, Any]) -> Letter:
    return Letter(
        id=row["event_id"],
        exchange=row["exchange"],
        routing_key=row["routing_key"],
        body=row["body"],
    )


def waiting(connection: Connection) -> dict[str, int]:
    """
    Return how many events wait for the broker, and how many it has refused.
    """
    query = select(
        func.count().label("waiting"), func.count(outbox.c.refused).label("refused")
    ).where(outbox.c.published_at.is_(None))
    return dict(connection.execute(query).one()._mapping)  # noqa: SLF001 - SQLAlchemy's documented name.
