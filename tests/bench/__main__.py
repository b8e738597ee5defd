"""
``make bench``: measure side by side, print the table and write it down.

This process is not green: what needs green threads runs in a process of its own, as the
services do.
"""

import argparse
import importlib
import signal
import sys

from tests.bench.line import Ground, Line
from tests.bench.report import RESULTS, keep, told, write_results
from tests.bench.say import say
from tests.support.servers import Servers
from tests.support.versions import versions_of
from tests.support.ways import POSTGRES, RABBITMQ

ROWS = (
    "throughput",
    "relay",
    "replicas",
    "latency",
    "backlog",
    "memory",
    "growth",
    "work_list",
    "open_list",
    "pages",
    "lists",
)
ROUNDS = 5


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default=",".join(ROWS), help="throughput,relay,...")
    parser.add_argument("--only", default="", help="parts, as ours,bare; not kept")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    # Told to end, it ends in order: peers, queues and databases go with it.
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(1))
    servers = Servers(say=say)
    try:
        ground = Ground(
            rabbitmq_url=servers.url_of(RABBITMQ),
            postgres_url=servers.url_of(POSTGRES),
            rounds=asked.rounds,
            only=frozenset(asked.only.split(",")) - {""},
        )
        versions = versions_of(
            rabbitmq_url=ground.rabbitmq_url, postgres_url=ground.postgres_url
        )
        reached = []
        for row in asked.rows.split(","):
            lines = _measured(row, ground)
            reached += [line.is_reached for line in lines]
            if not ground.only:
                keep(row, lines, rounds=ground.rounds)
                write_results(ROWS, servers=versions)
                say(f"     written to {RESULTS}")
    finally:
        servers.stop()
    return 1 if False in reached else 0


def _measured(row: str, ground: Ground) -> list[Line]:
    say(row)
    lines: list[Line] = importlib.import_module(f"tests.bench.{row}").measure(ground)
    for line in lines:
        say(f"     {told(line)}")
    return lines


if __name__ == "__main__":
    sys.exit(main())
