"""
A long list on its way in: what a row of it costs, and what the process holds meanwhile.
"""

import gc
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from datetime import time as wall_clock
from pathlib import Path
from statistics import median

from sqlalchemy import Engine

from services.roster.domain.roster_file import WORKED_ON, FileState
from services.roster.entrypoints.roster_file_work import work_on_files
from services.roster.storage.unit_of_work import RosterUnitOfWork
from services.roster.usecases import queries
from services.roster.usecases.create_group import create_group
from services.roster.usecases.keep_roster_file import keep_roster_file
from services.roster.usecases.take_in_roster_file import start_roster_file
from shared.bus.cause import Cause
from shared.db.engine import make_engine
from shared.db.migrations import upgrade
from shared.kernel.organisations import Organisation, Role
from tests.bench.line import Ground, Line
from tests.support.databases import fresh_database

LONG, SHORT = 10_000, 1_000  # rows
AT_MOST = 1.3
_NOW = datetime(2026, 11, 17, 11, tzinfo=UTC)
_HEADER = "navn;telefon;sprog;besked_ok;delt_telefon;sagt_ja;barn;født"
_FIRST_NUMBER = 67_000_000
_MEGABYTE = 1_000_000


class NotTakenIn(Exception):
    """
    The list did not come to its end.
    """


def measure(ground: Ground) -> list[Line]:
    return [
        _line(kind, ground) for kind in ("SQLite", "PostgreSQL") if ground.wants(kind)
    ]


def _line(kind: str, ground: Ground) -> Line:
    rounds = []
    for _ in range(ground.rounds):
        with _roster(kind, ground) as engine:
            short = _seconds(engine, rows=SHORT, from_number=_FIRST_NUMBER + LONG)
            rounds.append((_seconds(engine, rows=LONG), short))
    with _roster(kind, ground) as engine:
        held = _held(engine)
    long = [one for one, _ in rounds]
    in_ms = [(1e3 * one / LONG, 1e3 * other / SHORT) for one, other in rounds]
    return Line(
        what=f"a list of {LONG:,} mothers taken in, a row, {kind}",
        against=f"a row of one of {SHORT:,}",
        unit="ms",
        ours=median(one for one, _ in in_ms),
        theirs=median(other for _, other in in_ms),
        at_most=AT_MOST,
        pairs=in_ms,
        notes=(
            f"{median(long):.1f} s for all, read, compared and taken in",
            f"at most {held:.0f} MB of Python's memory more while it goes on",
        ),
    )


@contextmanager
def _roster(kind: str, ground: Ground) -> Iterator[Engine]:
    with tempfile.TemporaryDirectory() as folder:
        if kind == "SQLite":
            yield from _made(f"sqlite:///{Path(folder) / 'roster.db'}")
            return
        with fresh_database(server_url=ground.postgres_url) as url:
            yield from _made(url)


def _made(url: str) -> Iterator[Engine]:
    engine = make_engine(url)
    upgrade(engine, "roster")
    try:
        yield engine
    finally:
        engine.dispose()


def _held(engine: Engine) -> float:
    """
    Return the most that Python holds beside what it held before, in megabytes.
    """
    gc.collect()
    tracemalloc.start()
    try:
        _seconds(engine, rows=LONG)
        return tracemalloc.get_traced_memory()[1] / _MEGABYTE
    finally:
        tracemalloc.stop()


def _seconds(engine: Engine, *, rows: int, from_number: int = _FIRST_NUMBER) -> float:
    """
    Send a list in and do what the clock does, without its waits, until it is done.
    """
    group_id = create_group(
        name="Prøvegruppe",
        weekday=1,
        starts_at=wall_clock(10),
        ends_at=wall_clock(12),
        place="Prøvehuset",
        uow=_uow(engine),
    )
    lines = [
        f"Prøve {one};{one};tyrkisk, dansk;ja;nej;24-08-2026;Prøve {one};03-02-2026"
        for one in range(from_number, from_number + rows)
    ]
    content = "\r\n".join([_HEADER, *lines]).encode("utf-8-sig")
    begun = time.monotonic()
    file_id = keep_roster_file(
        group_id=group_id, content=content, now=_NOW, uow=_uow(engine)
    )
    work_on_files(now=_NOW, uow=_uow(engine))
    start_roster_file(
        file_id=file_id,
        by=Role.COORDINATOR,
        organisation=Organisation.HOUSING_TEAM,
        good_rows=False,
        uow=_uow(engine),
    )
    while (
        file := queries.roster_file(file_id=file_id, uow=_uow(engine))
    ).state in WORKED_ON:
        work_on_files(now=_NOW, uow=_uow(engine))
    if file.state is not FileState.DONE or file.new_mothers != rows:
        raise NotTakenIn
    return time.monotonic() - begun


def _uow(engine: Engine) -> RosterUnitOfWork:
    cause = Cause.first(now=_NOW, organisation=Organisation.HOUSING_TEAM)
    return RosterUnitOfWork(engine, cause=cause)
