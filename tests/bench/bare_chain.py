"""
The least that has to happen: commit, publish and confirm, consume, commit.

    python -m tests.bench.bare_chain RABBITMQ_URL DATABASE_URL      the consuming end
"""

import sys
from typing import Any

import amqp
import psycopg2
from kombu.utils.url import parse_url
from sqlalchemy import make_url

QUEUE = "babygruppe_bench_bare"
READY = "ready"
_PERSISTENT = 2

_TABLES = """
CREATE TABLE told (id uuid PRIMARY KEY);
CREATE TABLE heard (id uuid PRIMARY KEY);
"""


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


def make_the_chain(*, rabbitmq_url: str, database_url: str) -> None:
    """
    Declare the queue, as the product's are, and one table for either end.
    """
    with connect_to_database(database_url) as database, database.cursor() as cursor:
        cursor.execute(_TABLES)
    with connect_to_broker(rabbitmq_url) as broker:
        broker.channel().queue_declare(
            QUEUE,
            durable=True,
            auto_delete=False,
            arguments={"x-queue-type": "quorum"},
        )


def remove_the_queue(*, rabbitmq_url: str) -> None:
    with connect_to_broker(rabbitmq_url) as broker:
        broker.channel().queue_delete(QUEUE)


class BareProducer:
    """
    Commits a row, then publishes it and waits for the confirm.
    """

    def __init__(self, *, rabbitmq_url: str, database_url: str) -> None:
        self._broker = connect_to_broker(rabbitmq_url)
        self._channel = self._broker.channel()
        self._database = connect_to_database(database_url)
        self._cursor = self._database.cursor()

    def tell(self, row_id: str) -> None:
        self._cursor.execute("INSERT INTO told VALUES (%s)", (row_id,))
        self._database.commit()
        message = amqp.Message(row_id, delivery_mode=_PERSISTENT)
        self._channel.basic_publish(message, "", QUEUE, mandatory=True)

    def close(self) -> None:
        self._broker.close()
        self._database.close()


def consume(*, rabbitmq_url: str, database_url: str) -> None:
    """
    Commit a row for each message, then acknowledge it; until the process is ended.
    """
    database = connect_to_database(database_url)
    cursor = database.cursor()
    broker = connect_to_broker(rabbitmq_url)
    channel = broker.channel()

    def hear(message: Any) -> None:
        cursor.execute("INSERT INTO heard VALUES (%s)", (message.body,))
        database.commit()
        channel.basic_ack(message.delivery_tag)

    channel.basic_consume(QUEUE, callback=hear)
    sys.stdout.write(READY + "\n")
    sys.stdout.flush()
    while True:
        broker.drain_events()


if __name__ == "__main__":
    consume(rabbitmq_url=sys.argv[1], database_url=sys.argv[2])
