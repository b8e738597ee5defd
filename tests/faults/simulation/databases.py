"""
One SQLite file for each service, emptied for each run, and cut off at will.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, MetaData, event
from sqlalchemy.exc import OperationalError

from services.notifications.storage.tables import metadata as notifications
from services.outreach.storage.tables import metadata as outreach
from services.referrals.storage.tables import metadata as referrals
from services.roster.storage.tables import metadata as roster
from shared.db.engine import make_engine
from tests.faults.simulation.chaos import Chaos, Crash

TABLES: dict[str, MetaData] = {
    "roster": roster,
    "outreach": outreach,
    "referrals": referrals,
    "notifications": notifications,
}
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a private folder is made in it.
_WORK = ("SELECT", "INSERT", "UPDATE", "DELETE")


@contextmanager
def databases() -> Iterator[dict[str, Engine]]:
    """
    Give empty databases, in memory where the machine has a folder there.
    """
    place = _IN_MEMORY if _IN_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(dir=place) as folder:
        engines = {one: make_engine(f"sqlite:///{folder}/{one}.db") for one in TABLES}
        try:
            for name, metadata in TABLES.items():
                metadata.create_all(engines[name])
            yield engines
        finally:
            for engine in engines.values():
                engine.dispose()


def empty(engines: dict[str, Engine]) -> None:
    for name, engine in engines.items():
        with engine.begin() as connection:
            for table in reversed(TABLES[name].sorted_tables):
                connection.execute(table.delete())


@contextmanager
def cut_off(engines: dict[str, Engine], chaos: Chaos) -> Iterator[None]:
    """
    Let statements and commits fail, or the process die at them.
    """
    at_statement, at_commit = _fault_at_statement(chaos), _fault_at_commit(chaos)
    with ExitStack() as stack:
        for engine in engines.values():
            for name, fault in (
                ("before_cursor_execute", at_statement),
                ("commit", at_commit),
            ):
                event.listen(engine, name, fault)
                stack.callback(event.remove, engine, name, fault)
        yield


def _fault_at_statement(chaos: Chaos) -> Callable[..., None]:
    def strike(*told: Any) -> None:
        if told[2].startswith(_WORK):
            chaos.crash_if("crash at a statement")
            if chaos.strikes("database error"):
                raise OperationalError("", {}, Exception("simulated"))

    return strike


def _fault_at_commit(chaos: Chaos) -> Callable[[Any], None]:
    def strike(connection: Any) -> None:
        if chaos.strikes("crash before a commit"):
            # A process that dies leaves no transaction behind.
            connection.connection.rollback()
            raise Crash

    return strike
