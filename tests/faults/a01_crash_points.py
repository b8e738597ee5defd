"""
A1: between a commit and its effect everything may crash, and nothing is lost.
"""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import eventlet

from shared.bus.topology import SERVICES
from tests.faults.crew import crew_at_work
from tests.faults.history import History
from tests.faults.nodes import BrokerNode, Node, PostgresNode
from tests.faults.row import Ground, Outcome, Row
from tests.faults.soak_check import STUCK, check, deaths_in, recovery, wait_until_calm
from tests.faults.soak_driver import Person, at_work, send_home
from tests.faults.soak_town import LISTED_ON, Town, settle_mothers, town
from tests.faults.way_in import coordinators_token
from tests.support.bus import eventually

FAILING = 0.002  # of all policies
_FIRST_ANSWER = 60.0  # seconds
# Where losses are made on purpose, every run waits this long for what never comes.
STUCK_WHERE_BROKEN = 12.0  # seconds


@dataclass(frozen=True, kw_only=True)
class Size:
    """
    How long a soak goes on.
    """

    services: Sequence[str]
    mothers: int
    people: int
    crashes: int
    kills: int
    seconds: float
    calm_seconds: float
    stuck: float
    """After how many seconds without any change what is missing is lost."""
    peace: float
    """How many seconds a process lives on average before a point is named."""


LONG = Size(
    services=SERVICES,
    mothers=200,
    people=6,
    crashes=500,
    kills=25,
    seconds=600,
    calm_seconds=400,
    stuck=STUCK,
    peace=1.0,
)
SHORT = Size(
    services=("roster", "outreach"),
    mothers=40,
    people=4,
    crashes=15,
    kills=0,
    seconds=10,
    calm_seconds=60,
    stuck=STUCK,
    peace=0.7,
)


def run(ground: Ground) -> Outcome:
    return _soak(ground, broken="")


def control(ground: Ground) -> Outcome:
    return _soak(ground, broken="mark_before_confirm")


def _soak(ground: Ground, *, broken: str) -> Outcome:
    size = LONG if ground.is_long else SHORT
    if broken:
        crashes = 20 if ground.is_long else 4
        size = replace(size, crashes=crashes, kills=0, stuck=STUCK_WHERE_BROKEN)
    with ExitStack() as stack:
        nodes = stack.enter_context(_nodes(own=bool(size.kills)))
        place = stack.enter_context(_town(ground, size, nodes, name=broken or "run"))
        groups = settle_mothers(place, number=size.mothers)
        failpoints: dict[str, Any] = {"peace": size.peace, "failing": FAILING}
        if broken:
            failpoints["points"] = ["after-mark"]
        duties = [
            place.duty(one, failpoints=failpoints, broken=broken)
            for one in size.services
        ]
        stack.enter_context(crew_at_work(duties, folder=place.folder))
        people = _people(place, size, groups)
        threads = at_work(people)
        place.strike()
        killer = Killer(place=place, nodes=nodes, dice=ground.random("kills"))
        _until_struck(place.history, size, killer)
        place.calm()
        send_home(people, threads)
        books = wait_until_calm(
            place.databases, seconds=size.calm_seconds, stuck=size.stuck
        )
        found = check(books, history=place.history, urls=place.databases)
        crashes = Counter(one["point"] for one in place.history.read("crash"))
        return Outcome(
            number=len(books.all_announced()),
            of="events announced",
            faults=faults_in(place.history),
            lost=found.lost,
            doubled=found.doubled,
            wrong=found.wrong,
            recovery=recovery(books, deaths_in(place.history)),
            notes=[
                f"{found.submitted} submissions answered;",
                f"{len(crashes)} points struck: {dict(sorted(crashes.items()))};",
                *found.notes,
            ],
        )


def faults_in(history: History) -> dict[str, int]:
    crashes = len(history.read("crash"))
    told = {"crashes at named points": crashes}
    failed = len(history.read("policy-failed"))
    kills = Counter(f"kills of {one['what']}" for one in history.read("killed"))
    return told | ({"failing policies": failed} if failed else {}) | dict(kills)


@dataclass(kw_only=True)
class Killer:
    """
    Kills from outside: a server, or a service, whichever the dice name.
    """

    place: Town
    nodes: Mapping[str, Node]
    dice: Random

    def kill(self) -> None:
        what = self.dice.choice([*self.nodes, "a service"])
        if what in self.nodes:
            node = self.nodes[what]
            node.kill()
            self.place.history.write("killed", what=what, service="")
            node.start()
        else:
            self._kill_a_service()

    def _kill_a_service(self) -> None:
        dead = {one["pid"] for one in self.place.history.read("death")}
        alive = [
            one for one in self.place.history.read("start") if one["pid"] not in dead
        ]
        chosen = self.dice.choice(alive)
        try:
            os.kill(chosen["pid"], signal.SIGKILL)
        except ProcessLookupError:
            return
        self.place.history.write("killed", what="a service", service=chosen["name"])


def _until_struck(history: History, size: Size, killer: Killer) -> None:
    """
    Go on until every fault has been made; the kills are spread over the time.
    """
    assert eventually(lambda: history.read("answered"), within=_FIRST_ANSWER, every=0.2)
    end = time.monotonic() + size.seconds
    pause = size.seconds * 0.6 / (size.kills + 1)
    for _ in range(size.kills):
        eventlet.sleep(pause)
        killer.kill()
    eventually(
        lambda: len(history.read("crash")) >= size.crashes,
        within=max(0.0, end - time.monotonic()),
        every=0.2,
    )


def _people(place: Town, size: Size, groups: Any) -> list[Person]:
    return [
        Person(
            name=f"person-{number}",
            address=place.roster,
            token=coordinators_token(place.folder),
            groups=groups,
            first_day=LISTED_ON,
            history=place.history,
            dice=Random(f"{place.seed} person {number}"),
        )
        for number in range(size.people)
    ]


@contextmanager
def _nodes(*, own: bool) -> Iterator[dict[str, Node]]:
    if not own:
        yield {}
        return
    makers: dict[str, Callable[[], Node]] = {
        "the broker": BrokerNode,
        "PostgreSQL": PostgresNode,
    }
    with ExitStack() as stack:
        nodes = {name: stack.enter_context(make()) for name, make in makers.items()}
        for node in nodes.values():
            node.start()
        yield nodes


def _town(ground: Ground, size: Size, nodes: Mapping[str, Node], *, name: str) -> Any:
    own = bool(nodes)
    return town(
        size.services,
        broker=nodes["the broker"].url if own else ground.rabbitmq_url,
        postgres=nodes["PostgreSQL"].url if own else ground.postgres_url,
        folder=ground.folder / name,
        seed=ground.seed,
        is_own_broker=own,
    )


ROW = Row(
    name="A1",
    promise="No event is lost between a commit and its effect, whatever crashes",
    broken="the relay marks events as published before the broker has confirmed them",
    run=run,
    control=control,
)
