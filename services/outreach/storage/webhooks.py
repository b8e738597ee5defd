"""
Webhooks in the database, and what was announced and is still to be told.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import delete, exists, func, select

from services.outreach.domain.errors import WebhookNotFound
from services.outreach.domain.webhook import (
    Delivery,
    DeliveryState,
    Endpoint,
    TaskStatus,
)
from services.outreach.storage.rows import due_of, row_of_due
from services.outreach.storage.tables import webhook_deliveries, webhooks
from services.outreach.usecases.tasks_told import TOLD_OF
from shared.bus.tables import outbox
from shared.contracts.envelope import Envelope, read_envelope
from shared.db.repository import Repository

# An id is made before its transaction ends: one that ends late has an older id than
# what was seen before it. None takes as long as this.
_MAY_COME_LATE = timedelta(minutes=5)
_KINDS = [event.event_type for event in TOLD_OF]


class SqlWebhooks(Repository[Endpoint]):
    """
    There are few, so they are read whole.
    """

    table: ClassVar = webhooks
    missing = WebhookNotFound

    def everyone(self) -> list[Endpoint]:
        return self.matching()

    def to_row(self, thing: Endpoint) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[Endpoint]:
        return [Endpoint(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.


class SqlDeliveries(Repository[Delivery]):
    """
    What each endpoint is told; of one mother in the order of what was announced.
    """

    table: ClassVar = webhook_deliveries

    def announced_for(self, endpoint: Endpoint) -> list[Envelope]:
        """
        Return what was announced of tasks since it was last looked, the oldest first.
        """
        known = select(webhook_deliveries.c.event_id).where(
            webhook_deliveries.c.endpoint_id == endpoint.id,
            webhook_deliveries.c.event_id >= _from(endpoint),
        )
        rows = self.connection.execute(
            select(outbox.c.body)
            .where(
                outbox.c.event_id >= _from(endpoint),
                outbox.c.routing_key.in_(_KINDS),
                outbox.c.recorded_at >= endpoint.created_at,
                outbox.c.event_id.not_in(known),
            )
            .order_by(outbox.c.event_id)
            .limit(_AT_ONCE)
        )
        return [read_envelope(bytes(row.body)) for row in rows]

    def told_last(
        self, *, endpoint_id: UUID, of: Collection[UUID]
    ) -> dict[UUID, TaskStatus]:
        """
        Return what an endpoint was told last of each of these mothers' tasks.

        What it is still to be told counts: that comes before anything newer.
        """
        mine = webhook_deliveries.c
        if not of:
            return {}
        query = (
            select(mine.follow_up_id, mine.status)
            .where(
                mine.endpoint_id == endpoint_id,
                mine.mother_id.in_(of),
                mine.state != DeliveryState.NOT_TOLD,
            )
            .order_by(mine.event_id)
        )
        return {row[0]: TaskStatus(row[1]) for row in self.connection.execute(query)}

    def due(self, *, endpoint_id: UUID, at: datetime) -> Delivery | None:
        """
        Return the oldest that is due, and before which nothing of hers waits.
        """
        mine, older = webhook_deliveries.c, webhook_deliveries.alias("older")
        waits_before = exists().where(
            older.c.endpoint_id == mine.endpoint_id,
            older.c.mother_id == mine.mother_id,
            older.c.state == DeliveryState.WAITING,
            older.c.event_id < mine.event_id,
        )
        key = self.connection.scalar(
            select(mine.id)
            .where(
                mine.endpoint_id == endpoint_id,
                mine.state == DeliveryState.WAITING,
                mine.next_try_at <= at,
                ~waits_before,
            )
            .order_by(mine.event_id)
            .limit(1)
        )
        return None if key is None else self.find(key)

    def forget(self, *, before: datetime) -> None:
        self.connection.execute(
            delete(webhook_deliveries).where(webhook_deliveries.c.ended_at < before)
        )

    def counts(self) -> dict[tuple[UUID, DeliveryState], int]:
        mine = webhook_deliveries.c
        query = select(mine.endpoint_id, mine.state, func.count()).group_by(
            mine.endpoint_id, mine.state
        )
        return {
            (row[0], DeliveryState(row[1])): row[2]
            for row in self.connection.execute(query)
        }

    def to_row(self, thing: Delivery) -> dict[str, Any]:
        told = dict(vars(thing))
        return told | row_of_due(told.pop("due"))

    def from_rows(self, rows: Sequence[Any]) -> list[Delivery]:
        return [_delivery_of(row) for row in rows]


def _delivery_of(row: Any) -> Delivery:
    told = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name.
    told |= {"status": TaskStatus(row.status), "state": DeliveryState(row.state)}
    told["due"] = due_of(row)
    del told["due_on"], told["ladder_step"]
    return Delivery(**told)


def _from(endpoint: Endpoint) -> UUID:
    """
    Return the id of a UUIDv7 of some minutes before what was seen last.
    """
    milliseconds = endpoint.seen_to.int >> 80
    since = milliseconds - _MAY_COME_LATE // timedelta(milliseconds=1)
    return UUID(int=since << 80)


_AT_ONCE = 500
