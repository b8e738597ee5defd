"""
How long a follow-up takes to come, when nothing else is to be done.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from statistics import median, quantiles
from typing import Any

from deploy.client import Client
from shared.kernel.organisations import Role
from tests.bench.bare_chain import READY, make_the_chain, remove_the_queue
from tests.bench.household import HOST, ROOT, household
from tests.bench.line import Ground, Line
from tests.bench.registers import prepare_registers, wait_until_outreach_has_heard
from tests.support.databases import fresh_database

IN_A_BLOCK = 40
WARM_UP = 20
_WHAT = "latency when idle: register closed over HTTP to follow-up committed"
KINDS_IN_ORDER = ("same-rows", "one-row")
_CHAIN = "a bare chain: commit, publish and confirm, consume, commit"
_SAME_ROWS = f"{_CHAIN}; the event and its rows are the same"
_ONE_ROW = f"{_CHAIN}; one row of one id at either end"
_HOW = (
    "roster and outreach are processes of their own; the register is of one mother; "
    "looked for every millisecond, over another connection"
)
_P99 = 98  # of the 99 cuts between hundredths


def measure(ground: Ground) -> list[Line]:
    seconds = _seconds(ground)
    ours, same, one = (seconds[what] for what in ("ours", *KINDS_IN_ORDER))
    number = f"{len(ours)} of each, in {ground.rounds} alternating blocks"
    return [
        _middle(ours, same, against=_SAME_ROWS, at_most=2, notes=[number, _HOW]),
        _longest(ours, same, against=_SAME_ROWS, at_most=3, notes=[number]),
        _middle(ours, one, against=_ONE_ROW, notes=[number]),
    ]


def _middle(
    ours: Sequence[float],
    theirs: Sequence[float],
    *,
    against: str,
    at_most: float | None = None,
    notes: Sequence[str],
) -> Line:
    return Line(
        what=f"{_WHAT}, p50",
        against=against,
        unit="ms",
        ours=median(ours) * 1_000,
        theirs=median(theirs) * 1_000,
        at_most=at_most,
        notes=notes,
        pairs=list(zip(_medians(ours), _medians(theirs), strict=True)),
    )


def _longest(
    ours: Sequence[float],
    theirs: Sequence[float],
    *,
    against: str,
    at_most: float,
    notes: Sequence[str],
) -> Line:
    return Line(
        what=f"{_WHAT}, p99",
        against=against,
        unit="ms",
        ours=_p99(ours) * 1_000,
        theirs=_p99(theirs) * 1_000,
        at_most=at_most,
        notes=notes,
    )


def _medians(seconds: Sequence[float]) -> list[float]:
    """
    Return the median of each block.
    """
    return [
        median(seconds[start : start + IN_A_BLOCK])
        for start in range(0, len(seconds), IN_A_BLOCK)
    ]


def _p99(seconds: Sequence[float]) -> float:
    return quantiles(seconds, n=100, method="inclusive")[_P99]


def _seconds(ground: Ground) -> Mapping[str, Sequence[float]]:
    with (
        household(ground, services=("roster", "outreach")) as home,
        home.running("roster") as roster,
        home.running("outreach"),
        ExitStack() as stack,
    ):
        bare = {
            what: stack.enter_context(_bare_chain(what, ground))
            for what in KINDS_IN_ORDER
        }
        registers = prepare_registers(
            Client(roster.address, home.tokens), WARM_UP + ground.rounds * IN_A_BLOCK
        )
        outreach_url = home.databases["outreach"]
        wait_until_outreach_has_heard(outreach_url, of=len(registers))
        return watched(
            registers={
                "host": HOST,
                "port": roster.port,
                "outreach_url": outreach_url,
                "token": home.tokens[Role.COORDINATOR],
            },
            bare=bare,
            warm_up=registers[:WARM_UP],
            blocks=[
                registers[start : start + IN_A_BLOCK]
                for start in range(WARM_UP, len(registers), IN_A_BLOCK)
            ],
        )


def watched(**order: Any) -> Mapping[str, Sequence[float]]:
    """
    Let the watch time these.
    """
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.bench.watch"],
        cwd=ROOT,
        input=json.dumps(order),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    seconds: Mapping[str, Sequence[float]] = json.loads(done.stdout)
    return seconds


@contextmanager
def _bare_chain(what: str, ground: Ground) -> Iterator[Mapping[str, str]]:
    """
    Run the consuming end as a process; the watch itself is the producing one.
    """
    with fresh_database(server_url=ground.postgres_url) as database_url:
        chain = {"rabbitmq_url": ground.rabbitmq_url, "database_url": database_url}
        make_the_chain(what, **chain)
        try:
            with _consumer(what, **chain):
                yield chain
        finally:
            remove_the_queue(what, rabbitmq_url=ground.rabbitmq_url)


@contextmanager
def _consumer(what: str, *, rabbitmq_url: str, database_url: str) -> Iterator[None]:
    command = [sys.executable, "-m", "tests.bench.bare_chain"]
    consumer = subprocess.Popen(
        [*command, what, rabbitmq_url, database_url],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert consumer.stdout
        assert consumer.stdout.readline().strip() == READY
        yield
    finally:
        consumer.kill()
        consumer.wait()
