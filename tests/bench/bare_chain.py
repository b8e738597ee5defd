"""
A chain without anything around it: commit, publish and confirm, consume, commit.

    python -m tests.bench.bare_chain WHAT RABBITMQ_URL DATABASE_URL   the consuming end

``same-rows`` carries a missed event as the product writes it, out of an outbox row and
into an inbox row, a follow-up and an outbox row. ``one-row`` is the least that there
is: an id from one table of one column to another.
"""

import json
import sys
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import amqp
import psycopg2
from kombu.utils.url import parse_url
from sqlalchemy import create_engine, make_url

from tests.bench.peers.bare import insert, write_rows
from tests.bench.work import metadata, missed_row

QUEUE = "babygruppe_bench_"
READY = "ready"
_PERSISTENT = 2


class OneRow:
    """
    The least that there is.
    """

    seen = "SELECT 1 FROM heard WHERE id = %s"

    def prepare(self, database_url: str) -> None:
        with connect_to_database(database_url) as database, database.cursor() as cursor:
            cursor.execute("CREATE TABLE told (id uuid PRIMARY KEY)")
            cursor.execute("CREATE TABLE heard (id uuid PRIMARY KEY)")

    def tell(self, row_id: str, cursor: Any) -> bytes:
        """
        Write what is told, and return the letter about it.
        """
        cursor.execute("INSERT INTO told VALUES (%s)", (row_id,))
        return row_id.encode()

    def hear(self, letter: Any, cursor: Any) -> None:
        cursor.execute("INSERT INTO heard VALUES (%s)", (letter.decode(),))


class SameRows:
    """
    The rows that everybody in the benchmark writes, one event at a time.
    """

    seen = "SELECT 1 FROM follow_ups WHERE session_id = %s"

    def prepare(self, database_url: str) -> None:
        engine = create_engine(database_url)
        metadata.create_all(engine)
        engine.dispose()

    def tell(self, row_id: str, cursor: Any) -> bytes:
        row = missed_row(UUID(row_id))
        insert(cursor, "outbox", [row])
        body: bytes = row["body"]
        return body

    def hear(self, letter: Any, cursor: Any) -> None:
        write_rows([json.loads(letter)], cursor)


KINDS: Mapping[str, type[OneRow | SameRows]] = {
    "same-rows": SameRows,
    "one-row": OneRow,
}


def connect_to_database(url: str) -> Any:
    told = make_url(url)
    return psycopg2.connect(
        host=told.host,
        port=told.port,
        user=told.username,
        password=told.password,
        dbname=told.database,
    )


def connect_to_broker(url: str) -> Any:
    told = parse_url(url)
    connection = amqp.Connection(
        host=f"{told['hostname']}:{told['port'] or 5672}",
        userid=told["userid"],
        password=told["password"],
        virtual_host=told["virtual_host"] or "/",
        confirm_publish=True,
    )
    connection.connect()
    return connection


def make_the_chain(what: str, *, rabbitmq_url: str, database_url: str) -> None:
    """
    Declare the queue, as the product's are, and the tables for both ends.
    """
    KINDS[what]().prepare(database_url)
    with connect_to_broker(rabbitmq_url) as broker:
        broker.channel().queue_declare(
            QUEUE + what,
            durable=True,
            auto_delete=False,
            arguments={"x-queue-type": "quorum"},
        )


def remove_the_queue(what: str, *, rabbitmq_url: str) -> None:
    with connect_to_broker(rabbitmq_url) as broker:
        broker.channel().queue_delete(QUEUE + what)


class BareProducer:
    """
    Commits a row, then publishes it and waits for the confirm.
    """

    def __init__(self, what: str, *, rabbitmq_url: str, database_url: str) -> None:
        self._kind = KINDS[what]()
        self._queue = QUEUE + what
        self._broker = connect_to_broker(rabbitmq_url)
        self._channel = self._broker.channel()
        self._database = connect_to_database(database_url)
        self._cursor = self._database.cursor()

    def tell(self, row_id: str) -> None:
        letter = self._kind.tell(row_id, self._cursor)
        self._database.commit()
        message = amqp.Message(letter, delivery_mode=_PERSISTENT)
        self._channel.basic_publish(message, "", self._queue, mandatory=True)

    def close(self) -> None:
        self._broker.close()
        self._database.close()


def consume(what: str, *, rabbitmq_url: str, database_url: str) -> None:
    """
    Commit what each message tells, then acknowledge it; until the process is ended.
    """
    kind = KINDS[what]()
    database = connect_to_database(database_url)
    cursor = database.cursor()
    broker = connect_to_broker(rabbitmq_url)
    channel = broker.channel()

    def hear(message: Any) -> None:
        kind.hear(message.body, cursor)
        database.commit()
        channel.basic_ack(message.delivery_tag)

    channel.basic_consume(QUEUE + what, callback=hear)
    sys.stdout.write(READY + "\n")
    sys.stdout.flush()
    while True:
        broker.drain_events()


if __name__ == "__main__":
    consume(sys.argv[1], rabbitmq_url=sys.argv[2], database_url=sys.argv[3])
