"""
One replica of the notebook, as a process of its own: applies what it is told.

    python -m tests.bus.replica DATABASE_URL < bodies, one a line
"""

import sys

from shared.bus.consumer import Consumer
from shared.db.engine import make_engine
from tests.bus.notebook import NotebookUnitOfWork, policies
from tests.support.bus import SettableClock

BATCH = 20


def main(url: str) -> None:
    engine = make_engine(url)
    consumer = Consumer(
        policies(),
        unit_of_work=lambda cause: NotebookUnitOfWork(engine, cause=cause),
        clock=SettableClock(),
    )
    bodies = [line.rstrip(b"\n") for line in sys.stdin.buffer]
    for start in range(0, len(bodies), BATCH):
        consumer.take(bodies[start : start + BATCH])


if __name__ == "__main__":
    main(sys.argv[1])
