"""
A bare publisher of the same letters; prints how many a second were confirmed.

It reads them from the outbox before its time begins, so it has no database to wait for.
"""

import sys
import time

from sqlalchemy import create_engine, select

from shared.bus.relay import BATCH
from shared.bus.tables import outbox
from tests.bench.publisher import Publisher, plain_messages


def main() -> None:
    rabbitmq_url, database_url = sys.argv[1:]
    query = select(outbox.c.exchange, outbox.c.routing_key, outbox.c.body)
    with create_engine(database_url).connect() as connection:
        letters = connection.execute(query.order_by(outbox.c.event_id)).all()
    exchange, key, _ = letters[0]
    bodies = [one.body for one in letters]
    with Publisher(rabbitmq_url) as publisher:
        first, rest = bodies[:BATCH], bodies[BATCH:]
        publisher.publish(plain_messages(first), exchange=exchange, routing_key=key)
        began = time.monotonic()
        publisher.publish(plain_messages(rest), exchange=exchange, routing_key=key)
        sys.stdout.write(str(len(rest) / (time.monotonic() - began)))


if __name__ == "__main__":
    main()
