"""
A2: a cause has one effect, however often and to how many consumers it is delivered.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

from sqlalchemy import text

from shared.db.engine import make_engine
from shared.db.migrations import upgrade
from tests.faults.crew import Duty, crew_at_work, history_in
from tests.faults.row import Ground, Outcome, Row
from tests.faults.soak_bodies import bodies, misses
from tests.faults.soak_books import beyond_first, engine_for_looking, read_books
from tests.support.bus import eventually
from tests.support.databases import fresh_database

CONSUMERS = 4
TIMES = (1, 2, 5)
WINDOW = 400  # places by which a repeat may come later
BATCH = 20
CAUSES, CAUSES_SHORT = 4_700, 60
# Every delivery opens a follow-up here, and each is read again with its mother's next.
CAUSES_OF_CONTROL = 1_000
_PATIENCE = 400.0  # seconds
_FOLLOW_UPS = text("SELECT mother_id, session_id FROM follow_ups")
_OPENED = "outreach.task.opened.v1"


@dataclass(frozen=True, kw_only=True)
class Effects:
    """
    What came of the misses that were delivered.
    """

    causes: int
    deliveries: int
    lost: int
    doubled: int


def run(ground: Ground) -> Outcome:
    causes = CAUSES if ground.is_long else CAUSES_SHORT
    with_inbox = _deliver(ground, causes, broken="", name="inbox")
    without = _deliver(ground, causes, broken="no_inbox", name="key")
    return _outcome([with_inbox, without])


def control(ground: Ground) -> Outcome:
    causes = CAUSES_OF_CONTROL if ground.is_long else CAUSES_SHORT
    broken = "no_inbox_and_no_cause_key"
    return _outcome([_deliver(ground, causes, broken=broken, name="none")])


def _outcome(found: Sequence[Effects]) -> Outcome:
    repeats = sum(one.deliveries - one.causes for one in found)
    return Outcome(
        number=sum(one.deliveries for one in found),
        of="deliveries",
        faults={"repeated deliveries": repeats},
        lost=sum(one.lost for one in found),
        doubled=sum(one.doubled for one in found),
        notes=[f"{one.causes} causes in {one.deliveries} deliveries;" for one in found],
    )


def _deliver(ground: Ground, number: int, *, broken: str, name: str) -> Effects:
    """
    Give every message once, twice or five times to each of four consumers at once.
    """
    folder = ground.folder / name
    folder.mkdir()
    dice = ground.random(name)
    causes = bodies(misses(number, mothers=200))
    lists = [_repeated(causes, dice) for _ in range(CONSUMERS)]
    with ExitStack() as stack:
        url = stack.enter_context(fresh_database(server_url=ground.postgres_url))
        engine = make_engine(url)
        upgrade(engine, "outreach")
        engine.dispose()
        duties = [
            _duty(number, told, folder=folder, url=url, broken=broken)
            for number, told in enumerate(lists)
        ]
        history = history_in(folder)
        with crew_at_work(duties, folder=folder):
            eventually(
                lambda: len(history.read("death")) == CONSUMERS,
                within=_PATIENCE,
                every=0.2,
            )
        ends = [one["code"] for one in history.read("death")]
        assert ends == [0] * CONSUMERS, ends
        return _effects(
            url, causes=len(causes), deliveries=sum(len(one) for one in lists)
        )


def _effects(url: str, *, causes: int, deliveries: int) -> Effects:
    with engine_for_looking(url).connect() as connection:
        rows = connection.execute(_FOLLOW_UPS).all()
    opened = [
        (one.content["mother_id"], one.content["session_id"])
        for one in read_books({"outreach": url}).announced["outreach"]
        if one.type == _OPENED
    ]
    found = [(row.mother_id, row.session_id) for row in rows]
    return Effects(
        causes=causes,
        deliveries=deliveries,
        lost=2 * causes - len(set(found)) - len(set(opened)),
        doubled=beyond_first(found) + beyond_first(opened),
    )


def _repeated(causes: Sequence[bytes], dice: Random) -> list[bytes]:
    """
    Return every message one, two or five times, each repeat at some place behind it.
    """
    placed = [
        (place + dice.uniform(0, WINDOW), one)
        for place, one in enumerate(causes)
        for _ in range(dice.choice(TIMES))
    ]
    return [one for _, one in sorted(placed)]


def _duty(
    number: int, told: Sequence[bytes], *, folder: Path, url: str, broken: str
) -> Duty:
    path = folder / f"bodies-{number}"
    path.write_bytes(b"\n".join(told))
    return Duty(
        name=f"consumer-{number}",
        act="tests.faults.soak_duties:apply_bodies",
        given={"database": url, "bodies": str(path), "batch": BATCH, "broken": broken},
        again=False,
    )


ROW = Row(
    name="A2",
    promise="Each cause has one effect: by the inbox, and without it by its key alone",
    broken="neither an inbox nor a key that is made from the cause",
    run=run,
    control=control,
)
