"""
A17: the embedded mode keeps its promises though its broker forgets everything.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, select

from services.notifications.storage.tables import messages
from services.outreach.storage.tables import follow_ups
from shared.bus.tables import outbox
from shared.contracts.envelope import read_envelope
from shared.contracts.outreach import FollowUpOpened
from tests.faults.embedded_lives import (
    HISTORY,
    WITH_RESEND,
    WITHOUT,
    WRITERS,
    engines_in,
)
from tests.faults.row import Ground, Outcome, Row

KILLS = 10
KILLS_LONG = 135
_MAIN = Path(__file__).parents[2]
_LONGEST = 480  # seconds


def run(ground: Ground) -> Outcome:
    return _live_and_check(ground, start=WITH_RESEND)


def control(ground: Ground) -> Outcome:
    return _live_and_check(ground, start=WITHOUT)


def _live_and_check(ground: Ground, *, start: str) -> Outcome:
    folder = ground.folder / start
    folder.mkdir()
    kills = KILLS_LONG if ground.is_long else KILLS
    told = [str(folder), f"{ground.seed} A17", str(kills), start]
    subprocess.run(
        [sys.executable, "-m", "tests.faults.embedded_lives", *told],
        cwd=_MAIN,
        check=True,
        timeout=_LONGEST,
    )
    engines = engines_in(folder)
    try:
        return _check(folder, engines, kills=kills)
    finally:
        for engine in engines.values():
            engine.dispose()


def _check(folder: Path, engines: Mapping[str, Engine], *, kills: int) -> Outcome:
    acknowledged = {
        UUID(line) for line in (folder / HISTORY).read_text().splitlines() if line
    }
    committed = _mothers_in_outbox(engines["roster"])
    followed = Counter(_column(engines["outreach"], follow_ups.c.mother_id))
    texted = Counter(_column(engines["notifications"], messages.c.mother_id))
    opened = Counter(_opened(engines["outreach"]))
    sound = [_integrity(engine) for engine in engines.values()]
    return Outcome(
        number=len(committed),
        of="misses committed",
        faults={"SIGKILL of the whole process": kills},
        lost=len(acknowledged - committed)
        + len(committed - followed.keys())
        + len(committed - texted.keys()),
        doubled=sum(
            number - 1
            for counted in (followed, texted, opened)
            for number in counted.values()
        ),
        wrong=len(followed.keys() - committed) + sum(one != "ok" for one in sound),
        notes=(
            f"{len(acknowledged):,} acknowledged by {WRITERS} writers",
            f"integrity_check: {', '.join(sound)}",
        ),
    )


def _column(engine: Engine, column: object) -> list[UUID]:
    with engine.connect() as connection:
        return list(connection.scalars(select(column)))


def _mothers_in_outbox(engine: Engine) -> set[UUID]:
    return {
        one.event.mother_id
        for one in map(read_envelope, _column(engine, outbox.c.body))
    }


def _opened(engine: Engine) -> list[UUID]:
    told = map(read_envelope, _column(engine, outbox.c.body))
    return [
        one.event.follow_up_id for one in told if isinstance(one.event, FollowUpOpened)
    ]


def _integrity(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.exec_driver_sql("PRAGMA integrity_check").scalar_one())


ROW = Row(
    name="A17",
    promise=(
        "All in one process, on SQLite, each event has its effect once, "
        "however often the process is killed"
    ),
    broken="nothing is sent again at start",
    run=run,
    control=control,
)
