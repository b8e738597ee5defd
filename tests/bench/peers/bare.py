"""
The limit: a kombu loop that commits in batches, with psycopg2 and no framework.

It keeps the same guarantee, one effect an event and no ack before the commit, but no
versions, no unreadable or failing events, and it validates nothing.
"""

import json
import signal
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import psycopg2
from kombu.connection import Connection
from kombu.entity import Queue
from kombu.message import Message
from kombu.messaging import Consumer
from psycopg2.extras import execute_values
from sqlalchemy import make_url

from shared.bus.pump import BATCH
from tests.bench.work import Row, follow_up_row, inbox_row, outbox_row

PREFETCH = 2 * BATCH
_A_MOMENT = 0.001  # seconds; long enough for what has already arrived
_LOOK = 0.2  # seconds


class Loop:
    def __init__(self, connection: Connection, queue: str, database: Any) -> None:
        self._connection = connection
        self._database = database
        self._arrived: list[Message] = []
        self._told_to_stop = False
        self._consumer = Consumer(
            connection.default_channel,
            [Queue(queue, no_declare=True)],
            on_message=self._arrived.append,
            prefetch_count=PREFETCH,
        )

    def stop(self, *_told: object) -> None:
        self._told_to_stop = True

    def run(self) -> None:
        with self._consumer:
            while not self._told_to_stop:
                self._read(wait=_LOOK)
                while 0 < len(self._arrived) < BATCH and self._read(wait=_A_MOMENT):
                    pass
                batch, self._arrived[:BATCH] = self._arrived[:BATCH], []
                if batch:
                    self._take(batch)

    def _read(self, *, wait: float) -> bool:
        try:
            self._connection.drain_events(timeout=wait)
        except TimeoutError:
            return False
        return True

    def _take(self, batch: Sequence[Message]) -> None:
        with self._database, self._database.cursor() as cursor:
            write_rows([json.loads(one.body) for one in batch], cursor)
        batch[-1].ack(multiple=True)


def write_rows(told: Sequence[dict[str, Any]], cursor: Any) -> None:
    """
    Write the three rows of each event that is new, with one statement a table.
    """
    now = datetime.now(UTC)
    new = {
        row[0]
        for row in insert(
            cursor,
            "inbox",
            [inbox_row(one, now=now) for one in told],
            "ON CONFLICT DO NOTHING RETURNING event_id",
        )
    }
    fresh = [one for one in told if one["id"] in new]
    opened = [follow_up_row(one, now=now) for one in fresh]
    announced = [
        outbox_row(one, row, now=now) for one, row in zip(fresh, opened, strict=True)
    ]
    if fresh:
        insert(cursor, "follow_ups", opened, "ON CONFLICT DO NOTHING")
        insert(cursor, "outbox", announced)


def insert(
    cursor: Any, table: str, rows: Sequence[Row], ending: str = ""
) -> list[tuple[str]]:
    columns = ", ".join(rows[0])
    statement = f"INSERT INTO {table} ({columns}) VALUES %s {ending}"
    values = [tuple(row.values()) for row in rows]
    returned: list[tuple[str]] = execute_values(
        cursor, statement, values, page_size=len(values), fetch="RETURNING" in ending
    )
    return returned


def main() -> None:
    rabbitmq_url, database_url, queue = sys.argv[1:]
    dsn = make_url(database_url).set(drivername="postgresql")
    with (
        Connection(rabbitmq_url) as connection,
        closing(
            psycopg2.connect(dsn.render_as_string(hide_password=False))
        ) as database,
    ):
        loop = Loop(connection, queue, database)
        signal.signal(signal.SIGTERM, loop.stop)
        loop.run()


if __name__ == "__main__":
    main()
