"""
One seed played: people and machinery in a mixed order, then calm, then the rules.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sqlalchemy import Engine, func, select

from services.roster.usecases.create_group import create_group
from shared.bus.tables import inbox, outbox
from shared.bus.topology import SERVICES, inbox_queue
from tests.faults.simulation.chaos import ODDS, Chaos, seeded_ids
from tests.faults.simulation.databases import cut_off, empty
from tests.faults.simulation.invariants import violations
from tests.faults.simulation.people import People
from tests.faults.simulation.world import World

# The Tuesdays before the clock goes back, before it goes forward, and one in winter.
FIRST_DAYS = (date(2026, 10, 20), date(2027, 3, 23), date(2026, 11, 17))
FEWEST_STEPS, MOST_STEPS = 60, 120
# Until the last of these, whatever was refused or has failed is tried again.
CALM = (0.02, 0.02, 0.3, 1, 3, 6, 13, 26, 48)  # hours
_ROUNDS = 60
_SENDER_LOOKS = 0.6
_BUSY = (3, 4, 1, 3)  # in the order of SERVICES

DatabaseFaults = Callable[[dict[str, Engine], Chaos], AbstractContextManager[None]]


@dataclass(frozen=True, kw_only=True)
class Played:
    """
    What came of one seed.
    """

    seed: str
    violations: list[str]
    faults: Counter[str]
    steps: int
    events: int
    state: str


def play(
    engines: dict[str, Engine],
    seed: str,
    *,
    odds: Mapping[str, float] = ODDS,
    faults: DatabaseFaults = cut_off,
) -> Played:
    dice = Random(seed)
    chaos = Chaos(dice, odds)
    empty(engines)
    with seeded_ids(dice), faults(engines, chaos):
        world, people = _begin(engines, chaos)
        for _ in range(dice.randint(FEWEST_STEPS, MOST_STEPS)):
            _step(world, people)
        chaos.is_on = False
        _calm_down(world)
        return Played(
            seed=seed,
            violations=violations(world),
            faults=chaos.struck,
            steps=world.history.steps,
            events=_number_of_events(world),
            state=_state(world),
        )


def _begin(engines: dict[str, Engine], chaos: Chaos) -> tuple[World, People]:
    first_day = chaos.dice.choice(FIRST_DAYS)
    begins = datetime.combine(first_day, time(6), tzinfo=UTC)
    world = World(engines, chaos, begins=begins)
    chaos.is_on = False
    group_id = create_group(
        name="Prøvegruppen",
        weekday=1,
        starts_at=time(10),
        ends_at=time(12),
        place="Prøvehuset",
        uow=world.work("roster"),
    )
    people = People(world, group_id=group_id, first_day=first_day)
    people.joins()
    people.joins()
    people.meets()
    chaos.is_on = True
    return world, people


def _step(world: World, people: People) -> None:
    world.history.steps += 1
    choices: list[tuple[int, Callable[[], None]]] = [
        (40, lambda: world.pump(_busy(world))),
        (30, lambda: world.relay(_busy(world))),
        (10, world.send),
        (2, world.look_for_doubt),
        (4, lambda: world.retry(_busy(world))),
        (10, lambda: _let_time_pass(world)),
        (30, lambda: world.attempt(_deed(people))),
    ]
    weights = [weight for weight, _ in choices]
    world.dice.choices(choices, weights)[0][1]()


def _busy(world: World) -> str:
    """
    Return a service, mostly one of those that have most to do.
    """
    return world.dice.choices(SERVICES, _BUSY)[0]


def _deed(people: People) -> Callable[[], None]:
    deeds: list[tuple[int, Callable[[], None]]] = [
        (1 if len(people.mothers) < 4 else 0, people.joins),
        (4, people.meets),
        (2, people.close_what_was_left),
        (4, people.cancels_late),
        (6, people.was_written_down_wrongly),
        (2, people.reopens),
        (3, people.was_not_held),
        (1, people.declines),
        (4, people.says_something),
        (4, people.is_called),
        (2, people.is_taken_care_of),
        (4, people.changes_her_number),
        (2, people.says_she_wants_to_come),
        (1, people.has_a_concern),
        (1, people.wants_a_place),
    ]
    weights = [weight for weight, _ in deeds]
    return people.dice.choices(deeds, weights)[0][1]


def _let_time_pass(world: World) -> None:
    if world.chaos.strikes("clock back"):
        world.clock.later(minutes=-world.dice.randint(1, 30))
    else:
        world.clock.later(minutes=world.dice.choice([1, 10, 60, 130, 130, 600]))
    if world.dice.random() < _SENDER_LOOKS:
        world.send()


def _calm_down(world: World) -> None:
    """
    Let everything arrive: first at once, then as time passes and retries come due.
    """
    for hours in CALM:
        world.clock.time += timedelta(hours=hours)
        _deliver_everything(world)
        world.send()
        world.look_for_doubt()
    _deliver_everything(world)


def _deliver_everything(world: World) -> None:
    for _ in range(_ROUNDS):
        _relay_all(world)
        if not _pump_all(world):
            break
    for service in SERVICES:
        if _has_failing(world, service):
            world.retry(service)


def _relay_all(world: World) -> None:
    for service in SERVICES:
        if _has_unpublished(world, service):
            world.relay(service)


def _pump_all(world: World) -> bool:
    """
    Pump each queue in which something waits; return whether there was one.
    """
    waiting = [one for one in SERVICES if world.bus.queues[inbox_queue(one)]]
    for service in waiting:
        world.pump(service)
    return bool(waiting)


def _has_unpublished(world: World, service: str) -> bool:
    due = select(outbox.c.event_id).where(outbox.c.published_at.is_(None)).limit(1)
    with world.engines[service].connect() as connection:
        return connection.scalar(due) is not None


def _has_failing(world: World, service: str) -> bool:
    due = select(inbox.c.event_id).where(inbox.c.state == "failing").limit(1)
    with world.engines[service].connect() as connection:
        return connection.scalar(due) is not None


def _number_of_events(world: World) -> int:
    number = 0
    for engine in world.engines.values():
        with engine.connect() as connection:
            number += connection.scalar(select(func.count()).select_from(outbox)) or 0
    return number


def _state(world: World) -> str:
    """
    Return a short print of what stands in the end, to compare two runs of one seed.
    """
    return f"{world.history.refused} {len(world.phones.arrived)} {world.now}"
