"""
A13: a service that is told to stop finishes what it has in hand, and nothing else.
"""

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import eventlet
from sqlalchemy import Engine, text

from shared.bus.broker import Letter
from shared.bus.rabbitmq import RabbitBroker
from shared.contracts.envelope import read_envelope
from tests.faults.crew import crew_at_work
from tests.faults.history import History
from tests.faults.row import Ground, Outcome, Row
from tests.faults.soak_bodies import bodies, misses, mother
from tests.faults.soak_books import beyond_first, engine_for_looking, read_books
from tests.faults.soak_check import STUCK, recovery
from tests.faults.soak_town import Town, town
from tests.support.bus import eventually

REPLICAS = ("outreach-1", "outreach-2")
LONGEST_STOP = 15.0  # seconds
MOTHERS = 200
_PAUSE = 0.2  # seconds between two publishings
_LIVES = (0.0, 0.6)  # seconds after its start, within which a process is stopped
_PATIENCE = 60.0  # seconds
_CALM = 300.0  # seconds; what has piled up is applied meanwhile
_FOLLOW_UPS = text("SELECT mother_id, session_id FROM follow_ups")
_STATES = text("SELECT event_id, state FROM inbox")
_OPENED = "outreach.task.opened.v1"


@dataclass(frozen=True, kw_only=True)
class Size:
    """
    How many stops and kills; every other stop comes with a poisonous event around.
    """

    stops: int
    kills: int
    at_once: int
    """How many events are published together."""


LONG = Size(stops=100, kills=25, at_once=30)
LONG_CONTROL = Size(stops=20, kills=4, at_once=30)
SHORT = Size(stops=4, kills=2, at_once=8)


def run(ground: Ground) -> Outcome:
    size = LONG if ground.is_long else SHORT
    return _stop_and_go(ground, size, broken="")


def control(ground: Ground) -> Outcome:
    size = LONG_CONTROL if ground.is_long else SHORT
    return _stop_and_go(ground, size, broken="acknowledge_first")


def _stop_and_go(ground: Ground, size: Size, *, broken: str) -> Outcome:
    """
    Half of the stops with nothing but good events, half with poison among them.
    """
    half = replace(size, stops=size.stops // 2, kills=size.kills // 2)
    found = [
        _half(ground, half, broken=broken, poisoned=poisoned)
        for poisoned in ([], [str(mother(0))])
    ]
    faults = Counter()
    for one in found:
        faults.update(one.faults)
    return Outcome(
        number=sum(one.number for one in found),
        of="events",
        faults=dict(faults),
        lost=sum(one.lost for one in found),
        doubled=sum(one.doubled for one in found),
        wrong=sum(one.wrong for one in found),
        recovery=[seconds for one in found for seconds in one.recovery],
        notes=[note for one in found for note in one.notes],
    )


def _half(
    ground: Ground, size: Size, *, broken: str, poisoned: Sequence[str]
) -> Outcome:
    name = f"{broken or 'run'}-{'poison' if poisoned else 'plain'}"
    with ExitStack() as stack:
        place = stack.enter_context(
            town(
                ["outreach"],
                broker=ground.rabbitmq_url,
                postgres=ground.postgres_url,
                folder=ground.folder / name,
                seed=ground.seed,
            )
        )
        duties = [
            place.duty("outreach", name=one, broken=broken, poisoned=poisoned)
            for one in REPLICAS
        ]
        with crew_at_work(duties, folder=place.folder):
            with _load(place, at_once=size.at_once):
                _stop_them(place.history, size, ground.random(name))
            _wait_until_calm(place)
        return _checked(place, poisoned=frozenset(poisoned))


@contextmanager
def _load(place: Town, *, at_once: int) -> Iterator[None]:
    """
    Publish misses, and write down each that the broker has confirmed.
    """
    is_over: list[bool] = []
    thread = eventlet.spawn(_publish, place, at_once, is_over)
    try:
        yield
    finally:
        is_over.append(True)
        thread.wait()


def _publish(place: Town, at_once: int, is_over: list[bool]) -> None:
    publisher = RabbitBroker(place.broker).publisher()
    number = 0
    while not is_over:
        some = bodies(misses(at_once, mothers=MOTHERS, after=number))
        number += at_once
        letters = [_letter(one) for one in some]
        assert not publisher.publish(letters)
        told = [
            [str(one.id), str(one.event.mother_id), str(one.event.session_id)]
            for one in map(read_envelope, some)
        ]
        place.history.write("confirmed", events=told)
        eventlet.sleep(_PAUSE)
    publisher.close()


def _letter(body: bytes) -> Letter:
    envelope = read_envelope(body)
    return Letter(
        id=envelope.id,
        exchange=envelope.event.exchange,
        routing_key=envelope.event.event_type,
        body=body,
    )


def _stop_them(history: History, size: Size, dice: Random) -> None:
    """
    Stop one replica after another at a random moment, and wait until it has ended.
    """
    told = [signal.SIGTERM] * size.stops + [signal.SIGKILL] * size.kills
    dice.shuffle(told)
    done: set[int] = set()
    for number in told:
        assert eventually(lambda: _fresh(history, done), within=_PATIENCE, every=0.2)
        chosen = dice.choice(_fresh(history, done))
        eventlet.sleep(dice.uniform(*_LIVES))
        done.add(chosen["pid"])
        history.write("told", pid=chosen["pid"], signal=number.name)
        os.kill(chosen["pid"], number)
    assert eventually(lambda: done <= _dead(history), within=_PATIENCE, every=0.2)


def _fresh(history: History, done: set[int]) -> list[dict[str, Any]]:
    """
    Return the replicas that run and were not told to stop yet.
    """
    dead = _dead(history)
    return [
        one
        for one in history.read("up")
        if one["pid"] not in dead and one["pid"] not in done
    ]


def _dead(history: History) -> set[int]:
    return {one["pid"] for one in history.read("death")}


def _wait_until_calm(place: Town) -> None:
    """
    Wait until everything is in the inbox, or nothing more comes in.
    """
    confirmed = _confirmed(place.history)
    engine = engine_for_looking(place.databases["outreach"])
    grew_at, size = time.monotonic(), 0

    def is_calm() -> bool:
        nonlocal grew_at, size
        before, size = size, len(_states(engine))
        if size != before:
            grew_at = time.monotonic()
        return size >= len(confirmed) or time.monotonic() - grew_at > STUCK

    eventually(is_calm, within=_CALM, every=0.2)


def _checked(place: Town, *, poisoned: frozenset[str]) -> Outcome:
    confirmed = _confirmed(place.history)
    good = {key for key in confirmed.values() if key[0] not in poisoned}
    url = place.databases["outreach"]
    engine = engine_for_looking(url)
    states = _states(engine)
    with engine.connect() as connection:
        rows = connection.execute(_FOLLOW_UPS).all()
    followed = [(str(row.mother_id), str(row.session_id)) for row in rows]
    books = read_books({"outreach": url})
    opened = [
        (one.content["mother_id"], one.content["session_id"])
        for one in books.announced["outreach"]
        if one.type == _OPENED
    ]
    stops, bad = _stops(place.history)
    told = Counter(one["signal"] for one in place.history.read("told"))
    with_poison = " with poison around" if poisoned else ""
    return Outcome(
        number=len(confirmed),
        of="events",
        faults={f"{name}{with_poison}": times for name, times in told.items()},
        lost=len(confirmed.keys() - states.keys())
        + len(good - set(followed))
        + len(good - set(opened)),
        doubled=beyond_first(followed) + beyond_first(opened),
        wrong=len(bad) + len(states.keys() - confirmed.keys()),
        recovery=recovery(books, [(at, "outreach") for at in stops.values()]),
        notes=[f"longest stop {max(_lasted(place.history), default=0):.1f} s;", *bad],
    )


def _stops(history: History) -> tuple[dict[int, float], list[str]]:
    """
    Return when each process ended, and what was wrong with the ends of those told.
    """
    told = {one["pid"]: one for one in history.read("told")}
    ends = {one["pid"]: one for one in history.read("death") if one["pid"] in told}
    bad = []
    for pid, one in told.items():
        if one["signal"] != "SIGTERM":
            continue
        end = ends[pid]
        if end["code"] or end["at"] - one["at"] > LONGEST_STOP:
            bad.append(f"code {end['code']} after {end['at'] - one['at']:.1f} s;")
    return {pid: end["at"] for pid, end in ends.items()}, bad


def _lasted(history: History) -> list[float]:
    told = {
        one["pid"]: one["at"]
        for one in history.read("told")
        if one["signal"] == "SIGTERM"
    }
    ends = history.read("death")
    return [one["at"] - told[one["pid"]] for one in ends if one["pid"] in told]


def _confirmed(history: History) -> Mapping[str, tuple[str, str]]:
    return {
        event_id: (mother_id, session_id)
        for line in history.read("confirmed")
        for event_id, mother_id, session_id in line["events"]
    }


def _states(engine: Engine) -> Mapping[str, str]:
    with engine.connect() as connection:
        rows = connection.execute(_STATES).all()
    return {str(row.event_id): row.state for row in rows}


ROW = Row(
    name="A13",
    promise="A stop at any moment ends within 15 s, loses nothing and repeats nothing",
    broken="a batch is acknowledged before it is dealt with, and a stop leaves at once",
    run=run,
    control=control,
    only_long=True,
)
