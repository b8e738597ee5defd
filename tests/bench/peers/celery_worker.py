"""
Celery with late acks, without results, events, gossip or logging.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from uuid import uuid4

import amqp
from celery import Celery
from celery.worker.consumer.delayed_delivery import DelayedDelivery
from kombu.entity import Queue
from sqlalchemy import Engine, create_engine

from tests.bench.peers.rows import write_rows

TASK = "bench.open_follow_up"
_PERSISTENT = 2
_NOTHING_FOLLOWS = dict.fromkeys(("callbacks", "errbacks", "chain", "chord"))

app = Celery("bench")


def celery_messages(bodies: Iterable[bytes]) -> Iterator[amqp.Message]:
    """
    Put each body into a task's message, as ``apply_async`` would.
    """
    for body in bodies:
        task_id = str(uuid4())
        yield amqp.Message(
            json.dumps([[json.loads(body)], {}, _NOTHING_FOLLOWS]),
            content_type="application/json",
            content_encoding="utf-8",
            delivery_mode=_PERSISTENT,
            correlation_id=task_id,
            application_headers={
                "lang": "py",
                "task": TASK,
                "id": task_id,
                "root_id": task_id,
            },
        )


@app.task(name=TASK, acks_late=True, ignore_result=True)
def open_follow_up(told: dict[str, Any]) -> None:
    with _engine().begin() as connection:
        write_rows(told, connection)


@cache
def _engine() -> Engine:
    """
    Connect at the first task: a connection must not be shared by a fork.
    """
    return create_engine(app.conf["bench_database"], pool_size=int(sys.argv[5]))


def main() -> None:
    rabbitmq_url, database_url, queue, pool, concurrency = sys.argv[1:]
    # It would declare 28 queues for tasks that are to wait, and none here is.
    DelayedDelivery.include_if = lambda *_told: False
    arguments = {"x-queue-type": "quorum"}
    app.conf.update(
        broker_url=rabbitmq_url,
        bench_database=database_url,
        task_queues=[Queue(queue, no_declare=True, queue_arguments=arguments)],
        worker_prefetch_multiplier=20,
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
    )
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    how = ["--pool", pool, "--concurrency", concurrency, "--loglevel", "CRITICAL"]
    app.worker_main(["worker", "--queues", queue, *how, *quiet])


if __name__ == "__main__":
    main()
