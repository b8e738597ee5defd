"""
How long a follow-up takes to come, when nothing else is to be done.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from statistics import median
from typing import Any

from sqlalchemy import create_engine

from deploy.client import Client
from shared.kernel.organisations import Role
from tests.bench.bare_chain import KINDS, READY, make_the_chain, remove_the_queue
from tests.bench.household import HOST, ROOT, household
from tests.bench.line import Ground, Line, percentile
from tests.bench.queues import quorum_queues
from tests.bench.registers import prepare_registers, wait_until_outreach_has_heard
from tests.bench.work import metadata
from tests.support.databases import fresh_database
from tests.support.private_process import free_port

IN_A_BLOCK = 40
WARM_UP = 20
_STOCK_QUEUE = "bench.stock.in"
_STOCK_WORKERS = "10"
_WHAT = "latency when idle: register closed over HTTP to follow-up committed"
_WHAT_STOCK = "latency when idle: the same way in stock nameko"
_CHAIN = "a bare chain: commit, publish and confirm, consume, commit"
_SAME_ROWS = f"{_CHAIN}; the event and its rows are the same"
_ONE_ROW = f"{_CHAIN}; one row of one id at either end"
_STOCK = (
    "stock nameko: a request commits a row and publishes, @event_handler, SQLAlchemy; "
    "the event and its rows are the same, and nobody asks who it is"
)
_STOCK_WEAKER = (
    "Weaker than ours: what is committed and not yet published is lost with the "
    "process, and an event whose handler has failed is acknowledged."
)
_HOW = (
    "roster and outreach are processes of their own; the register is of one mother; "
    "looked for every millisecond, over another connection"
)


def measure(ground: Ground) -> list[Line]:
    seconds = _seconds(ground)
    ours = seconds["ours"]
    number = f"{len(ours)} of each, in {ground.rounds} alternating blocks"
    same, one, stock = (seconds[what] for what in ("same-rows", "one-row", "stock"))
    return [
        replace(
            _line("p50", median, ours, same, against=_SAME_ROWS, at_most=2),
            notes=[number, _HOW],
            pairs=_blocks(ours, same),
        ),
        replace(
            _line("p99", _p99, ours, same, against=_SAME_ROWS, at_most=3),
            notes=[number],
        ),
        replace(
            _line("p50", median, ours, one, against=_ONE_ROW),
            notes=[number],
            pairs=_blocks(ours, one),
        ),
        replace(
            _line("p50", median, ours, stock, against=_STOCK),
            notes=[number, _STOCK_WEAKER],
            pairs=_blocks(ours, stock),
        ),
        replace(
            _line("p50", median, stock, same, against=_SAME_ROWS, what=_WHAT_STOCK),
            notes=[number],
            pairs=_blocks(stock, same),
        ),
    ]


def _line(
    name: str,
    figure: Callable[[Sequence[float]], float],
    ours: Sequence[float],
    theirs: Sequence[float],
    *,
    against: str,
    what: str = _WHAT,
    at_most: float | None = None,
) -> Line:
    return Line(
        what=f"{what}, {name}",
        against=against,
        unit="ms",
        ours=figure(ours) * 1_000,
        theirs=figure(theirs) * 1_000,
        at_most=at_most,
    )


def _blocks(
    ours: Sequence[float], theirs: Sequence[float]
) -> list[tuple[float, float]]:
    return list(zip(_medians(ours), _medians(theirs), strict=True))


def _medians(seconds: Sequence[float]) -> list[float]:
    """
    Return the median of each block.
    """
    return [
        median(seconds[start : start + IN_A_BLOCK])
        for start in range(0, len(seconds), IN_A_BLOCK)
    ]


def _p99(seconds: Sequence[float]) -> float:
    return percentile(seconds, 99)


def _seconds(ground: Ground) -> Mapping[str, Sequence[float]]:
    with (
        household(ground, services=("roster", "outreach")) as home,
        home.running("roster") as roster,
        home.running("outreach"),
        ExitStack() as stack,
    ):
        bare = {what: stack.enter_context(bare_chain(what, ground)) for what in KINDS}
        stock = stack.enter_context(stock_chain(ground))
        registers = prepare_registers(
            Client(roster.address, home.tokens), WARM_UP + ground.rounds * IN_A_BLOCK
        )
        outreach_url = home.databases["outreach"]
        wait_until_outreach_has_heard(outreach_url, of=len(registers))
        return watched(
            registers={
                "host": HOST,
                "port": roster.port,
                "path": "/roster/api/sessions/{}/close",
                "database_url": outreach_url,
                "token": home.tokens[Role.COORDINATOR],
            },
            stock=stock,
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
def bare_chain(what: str, ground: Ground) -> Iterator[Mapping[str, str]]:
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
    with _running("tests.bench.bare_chain", what, rabbitmq_url, database_url) as end:
        _wait_until_ready(end)
        yield


@contextmanager
def stock_chain(ground: Ground) -> Iterator[Mapping[str, str | int]]:
    """
    Run both ends of the chain in nameko as it comes, and tell how it is asked.
    """
    port = free_port()
    with (
        fresh_database(server_url=ground.postgres_url) as database_url,
        quorum_queues(ground.rabbitmq_url, _STOCK_QUEUE),
    ):
        metadata.create_all(engine := create_engine(database_url))
        engine.dispose()
        where = (ground.rabbitmq_url, database_url, _STOCK_QUEUE)
        with (
            _running("tests.bench.peers.stock_nameko", *where, _STOCK_WORKERS),
            _running(
                "tests.bench.peers.stock_nameko_http", *where, f"{HOST}:{port}"
            ) as asked,
        ):
            _wait_until_ready(asked)
            yield {
                "host": HOST,
                "port": port,
                "path": "/{}/close",
                "database_url": database_url,
                "token": "",
            }


@contextmanager
def _running(module: str, *words: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", module, *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _wait_until_ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout
    assert process.stdout.readline().strip() == READY
