"""
Rows side by side: much of a row is waiting, and a broker serves one run at a time.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from tests.faults.nodes import BrokerNode


def side_by_side(
    lanes: Sequence[Sequence[str]],
    *,
    words: Sequence[str],
    rabbitmq_url: str,
    postgres_url: str,
) -> int:
    """
    Run each lane as its own process; the first has the broker that was found, each
    other one a broker of its own. Return 1 if any of them failed.
    """
    with ExitStack() as stack:
        brokers = [
            rabbitmq_url,
            *(stack.enter_context(_broker()) for _ in lanes[1:]),
        ]
        running = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.faults", *words, "--rows", ",".join(one)],
                env={
                    **os.environ,
                    "TEST_RABBITMQ_URL": broker,
                    "TEST_POSTGRES_URL": postgres_url,
                },
            )
            for one, broker in zip(lanes, brokers, strict=True)
        ]
        codes = [one.wait() for one in running]
        return int(any(codes))


@contextmanager
def _broker() -> Iterator[str]:
    with BrokerNode() as node:
        node.start()
        yield node.url
