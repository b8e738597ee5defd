"""
FastStream on RabbitMQ with async SQLAlchemy, without logging, types or validation.

What arrives within the prefetch is dealt with side by side; an event is acknowledged
once its handler has come to its end, and given back if that has failed.
"""

import asyncio
import sys
from typing import Any

from faststream import AckPolicy, FastStream
from faststream.rabbit import Channel, RabbitBroker, RabbitQueue
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from tests.bench.peers.rows import write_rows_async


def app_of(broker: RabbitBroker, engine: AsyncEngine, *, queue: str) -> FastStream:
    @broker.subscriber(
        RabbitQueue(queue, declare=False), ack_policy=AckPolicy.NACK_ON_ERROR
    )
    async def open_follow_up(told: dict[str, Any]) -> None:
        async with engine.begin() as connection:
            await write_rows_async(told, connection)

    return FastStream(broker, logger=None)


def main() -> None:
    rabbitmq_url, database_url, queue, prefetch = sys.argv[1:]
    broker = RabbitBroker(
        rabbitmq_url,
        default_channel=Channel(prefetch_count=int(prefetch)),
        logger=None,
        apply_types=False,
    )
    engine = create_async_engine(
        make_url(database_url).set(drivername="postgresql+asyncpg"),
        pool_size=int(prefetch),
    )
    asyncio.run(app_of(broker, engine, queue=queue).run())


if __name__ == "__main__":
    main()
