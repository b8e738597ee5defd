"""
The three rows in SQLAlchemy Core, for peers that take one event at a time.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    DateTime,
    Integer,
    LargeBinary,
    String,
    Uuid,
    column,
    table,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.bench.work import Row, follow_up_row, inbox_row, outbox_row

_ID = Uuid(as_uuid=False)  # A peer has read its ids as text and need not parse them.
_MOMENT = DateTime(timezone=True)

_inbox = table(
    "inbox",
    column("event_id", _ID),
    column("event_type", String),
    column("state", String),
    column("received_at", _MOMENT),
)
_follow_ups = table(
    "follow_ups",
    column("id", _ID),
    column("mother_id", _ID),
    column("session_id", _ID),
    column("missed_in_a_row", Integer),
    column("opened_at", _MOMENT),
)
_outbox = table(
    "outbox",
    column("event_id", _ID),
    column("exchange", String),
    column("routing_key", String),
    column("body", LargeBinary),
    column("recorded_at", _MOMENT),
)
_TAKE = insert(_inbox).on_conflict_do_nothing().returning(_inbox.c.event_id)
_OPEN = insert(_follow_ups).on_conflict_do_nothing()
_ANNOUNCE = insert(_outbox)


def write_rows(told: Mapping[str, Any], connection: Connection) -> None:
    """
    Write the three rows, unless this event was there before.
    """
    now = datetime.now(UTC)
    if connection.execute(_TAKE, inbox_row(told, now=now)).first():
        follow_up = follow_up_row(told, now=now)
        connection.execute(_OPEN, follow_up)
        announce(outbox_row(told, follow_up, now=now), connection)


def announce(row: Row, connection: Connection) -> None:
    """
    Write down an announcement.
    """
    connection.execute(_ANNOUNCE, row)


async def write_rows_async(
    told: Mapping[str, Any], connection: AsyncConnection
) -> None:
    """
    Do the same over asyncpg.
    """
    now = datetime.now(UTC)
    if (await connection.execute(_TAKE, inbox_row(told, now=now))).first():
        follow_up = follow_up_row(told, now=now)
        await connection.execute(_OPEN, follow_up)
        await connection.execute(_ANNOUNCE, outbox_row(told, follow_up, now=now))
