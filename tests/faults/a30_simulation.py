"""
A30: odd interleavings; the four services in one process on a broker at its worst.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from tests.faults.row import Ground, Outcome, Row
from tests.faults.simulation.bugs import BUGS, FOUND_BY, Bug
from tests.faults.simulation.databases import databases
from tests.faults.simulation.orders import ORDERS, disagreements
from tests.faults.simulation.play import Played, play
from tests.faults.simulation.quiet import quiet

SEEDS, SEEDS_LONG = 10, 1_000
# After how many seeds a planted bug has to be found.
PATIENCE, PATIENCE_LONG = 60, 2_000


@dataclass(frozen=True, kw_only=True)
class Hunt:
    """
    A planted bug, and by how many seeds it was found, if it was.
    """

    bug: str
    seeds: int
    found: Sequence[str]


def run(ground: Ground) -> Outcome:
    number = SEEDS_LONG if ground.is_long else SEEDS
    with databases() as engines, quiet():
        played = [play(engines, _seed(ground, each)) for each in range(number)]
        orders = [
            found
            for each in range(number)
            for found in disagreements(engines["outreach"], _seed(ground, each))
        ]
    faults = sum((one.faults for one in played), Counter())
    kinds = Counter(found.split(":")[0] for one in played for found in one.violations)
    return Outcome(
        number=number,
        of="seeds",
        faults=dict(faults),
        lost=kinds["lost"],
        doubled=kinds["doubled"],
        wrong=kinds["wrong"] + len(orders),
        notes=_notes(played, orders),
    )


def _notes(played: Sequence[Played], orders: Sequence[str]) -> tuple[str, ...]:
    return (
        f"{sum(one.steps for one in played):,} steps",
        f"{sum(one.events for one in played):,} events",
        f"{len(played):,} stories told in {ORDERS} orders each",
        *(f"seed {one.seed!r}: {one.violations}" for one in played if one.violations),
        *orders,
    )


def control(ground: Ground) -> Outcome:
    """
    Plant each bug and play seeds until it is found.
    """
    with databases() as engines, quiet():
        hunts = [_hunt(bug, engines, ground) for bug in BUGS]
    found = [hunt for hunt in hunts if hunt.found]
    return Outcome(
        number=len(hunts),
        of="planted bugs",
        faults={},
        # A bug that goes unnoticed makes the whole control void.
        wrong=len(found) if len(found) == len(hunts) else 0,
        notes=tuple(_told(hunt) for hunt in hunts),
    )


def _hunt(bug: Bug, engines: dict[str, Engine], ground: Ground) -> Hunt:
    tries: Sequence[int] = range(PATIENCE_LONG)
    if not ground.is_long:
        tries = (FOUND_BY.get(bug, 0), *range(PATIENCE))
    with bug():
        for number, each in enumerate(tries, start=1):
            seed = _seed(ground, each)
            found = play(engines, seed).violations or disagreements(
                engines["outreach"], seed
            )
            if found:
                return Hunt(bug=bug.__name__, seeds=number, found=found)
    return Hunt(bug=bug.__name__, seeds=len(tries), found=())


def _told(hunt: Hunt) -> str:
    name = hunt.bug.replace("_", " ")
    return f"{name}: {'' if hunt.found else 'NOT '}found by {hunt.seeds}"


def _seed(ground: Ground, each: int) -> str:
    return f"{ground.seed} A30 {each}"


ROW = Row(
    name="A30",
    promise="Whatever overtakes, doubles, fails or dies: the rules hold in the end",
    broken="planted bugs, one at a time; all must be found",
    run=run,
    control=control,
)
