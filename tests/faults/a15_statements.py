"""
A15b: PostgreSQL fails at any statement, or goes away just after a commit.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from typing import Any
from unittest.mock import patch

from psycopg2 import OperationalError as Gone
from psycopg2.errors import DeadlockDetected, SerializationFailure
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError

from shared.db.engine import make_engine
from tests.faults.row import Ground, Outcome, Row
from tests.faults.simulation.bugs import errors_swallowed
from tests.faults.simulation.chaos import Chaos
from tests.faults.simulation.databases import TABLES
from tests.faults.simulation.play import Played, play
from tests.faults.simulation.quiet import quiet
from tests.support.databases import fresh_database

SHORT, LONG = 5.0, 90.0  # seconds
_WORK = ("SELECT", "INSERT", "UPDATE", "DELETE")
_AT_A_STATEMENT = {
    "connection failed": Gone,
    "serialization failure": SerializationFailure,
    "deadlock": DeadlockDetected,
}
_AFTER_COMMIT = "gone after the commit"
_ODDS = {**dict.fromkeys(_AT_A_STATEMENT, 0.01), _AFTER_COMMIT: 0.05}
_MOST_RUNS = 400


def run(ground: Ground) -> Outcome:
    return _play_until_time_is_up(ground, broken=nullcontext)


def control(ground: Ground) -> Outcome:
    return _play_until_time_is_up(ground, broken=errors_swallowed)


def _play_until_time_is_up(
    ground: Ground, *, broken: Callable[[], AbstractContextManager[None]]
) -> Outcome:
    played: list[Played] = []
    with _databases(ground) as engines, quiet(), broken():
        until = time.monotonic() + (LONG if ground.is_long else SHORT)
        while time.monotonic() < until or not _each_has_struck(played):
            seed = f"{ground.seed} A15b {len(played)}"
            played.append(play(engines, seed, odds=_ODDS, faults=_failing))
    return _outcome(played)


def _each_has_struck(played: list[Played]) -> bool:
    """
    Say whether every kind of fault was there; on a slow machine this takes longer.
    """
    struck = sum((one.faults for one in played), Counter())
    return len(played) >= _MOST_RUNS or all(struck[kind] for kind in _ODDS)


def _outcome(played: list[Played]) -> Outcome:
    faults = sum((one.faults for one in played), Counter())
    kinds = Counter(found.split(":")[0] for one in played for found in one.violations)
    return Outcome(
        number=sum(one.events for one in played),
        of="events",
        faults={kind: faults[kind] for kind in _ODDS},
        lost=kinds["lost"],
        doubled=kinds["doubled"],
        wrong=kinds["wrong"],
        notes=(f"{len(played)} runs",),
    )


@contextmanager
def _databases(ground: Ground) -> Iterator[dict[str, Engine]]:
    with ExitStack() as stack:
        engines = {}
        for name, metadata in TABLES.items():
            url = stack.enter_context(fresh_database(server_url=ground.postgres_url))
            engines[name] = make_engine(url)
            stack.callback(engines[name].dispose)
            metadata.create_all(engines[name])
        yield engines


@contextmanager
def _failing(engines: dict[str, Engine], chaos: Chaos) -> Iterator[None]:
    """
    Fail at statements; and close the connection when a commit has really been done.
    """

    def at_statement(*told: Any) -> None:
        if told[2].startswith(_WORK):
            for kind, error in _AT_A_STATEMENT.items():
                if chaos.strikes(kind):
                    raise OperationalError("", {}, error("simulated"))

    with ExitStack() as stack:
        for engine in engines.values():
            event.listen(engine, "before_cursor_execute", at_statement)
            stack.callback(event.remove, engine, "before_cursor_execute", at_statement)
            gone = _gone_after(engine.dialect.do_commit, chaos)
            stack.enter_context(patch.object(engine.dialect, "do_commit", gone))
        yield


def _gone_after(
    do_commit: Callable[[Any], None], chaos: Chaos
) -> Callable[[Any], None]:
    def commit(connection: Any) -> None:
        do_commit(connection)
        if chaos.strikes(_AFTER_COMMIT):
            connection.close()
            raise Gone("server closed the connection unexpectedly")

    return commit


ROW = Row(
    name="A15b",
    promise=(
        "PostgreSQL failing at any statement, or going away after a commit, "
        "loses and doubles nothing"
    ),
    broken="a batch that fails is let go",
    run=run,
    control=control,
)
