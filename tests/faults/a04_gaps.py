"""
A4: a transaction that commits late has an early id, and is relayed all the same.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from random import Random
from uuid import UUID

import eventlet
from sqlalchemy import text

from shared.bus.cause import Cause
from shared.bus.rabbitmq import RabbitBroker
from shared.bus.relay import Relay
from shared.bus.topology import inbox_queue
from shared.bus.unit_of_work import UnitOfWork
from shared.contracts.roster.mothers import CommitmentGiven
from shared.db.engine import make_engine
from shared.kernel.clock import Clock
from shared.kernel.ids import new_id
from shared.kernel.organisations import Organisation
from tests.faults.history import History
from tests.faults.row import Ground, Outcome, Row
from tests.faults.soak_books import engine_for_looking
from tests.faults.soak_broken import CursorRelay
from tests.faults.soak_town import Town, town
from tests.support.bus import eventually

WRITERS = 8
LONGEST_PAUSE = 0.05  # seconds between insert and commit
ROLLED_BACK = 0.02  # of the transactions; more of them where there are few
ROLLED_BACK_IN_SHORT = 0.1
MOST_AT_ONCE = 19
_CALM = 60.0  # seconds
CALM_LOOKS = 6
_KEPT = text("SELECT event_id, published_at FROM outbox")


@dataclass(kw_only=True)
class Writer:
    """
    One process that announces; its own engine, so that it waits for no other.
    """

    url: str
    history: History
    dice: Random
    rolled_back: float

    def write(self, number: int) -> None:
        engine = make_engine(self.url)
        written = 0
        while written < number:
            written += self._transaction(UnitOfWork(engine, cause=_cause()))
        engine.dispose()

    def _transaction(self, uow: UnitOfWork) -> int:
        number = self.dice.randint(1, MOST_AT_ONCE)
        with uow:
            for _ in range(number):
                uow.outbox.add(_event(), version=1)
            ids = [str(row["event_id"]) for row in uow.outbox._rows]
            uow.flush()
            eventlet.sleep(self.dice.uniform(0, LONGEST_PAUSE))
            if self.dice.random() < self.rolled_back:
                self.history.write("rolled-back", ids=ids)
                return 0
            uow.commit()
        self.history.write("committed", ids=ids)
        return number


def run(ground: Ground) -> Outcome:
    return _write_and_relay(ground, relay=Relay)


def control(ground: Ground) -> Outcome:
    return _write_and_relay(ground, relay=CursorRelay)


def _write_and_relay(ground: Ground, *, relay: type[Relay]) -> Outcome:
    number = 100_000 if ground.is_long else 1_200
    with ExitStack() as stack:
        place = stack.enter_context(
            town(
                ["outreach"],
                broker=ground.rabbitmq_url,
                postgres=ground.postgres_url,
                folder=ground.folder / relay.__name__,
                seed=ground.seed,
            )
        )
        stack.enter_context(_relaying(place, relay))
        stack.enter_context(_arriving(place))
        since = time.monotonic()
        share = ROLLED_BACK if ground.is_long else ROLLED_BACK_IN_SHORT
        _write(place, number=number, rolled_back=share)
        seconds = time.monotonic() - since
        _wait_until_calm(place)
    return _checked(place.history, note=f"{number} events in {seconds:.0f} s;")


def _write(place: Town, *, number: int, rolled_back: float) -> None:
    writers = [
        Writer(
            url=place.databases["outreach"],
            history=place.history,
            dice=Random(f"{place.seed} writer {one}"),
            rolled_back=rolled_back,
        )
        for one in range(WRITERS)
    ]
    threads = [eventlet.spawn(one.write, number // WRITERS) for one in writers]
    for thread in threads:
        thread.wait()


@contextmanager
def _relaying(place: Town, kind: type[Relay]) -> Iterator[None]:
    engine = make_engine(place.databases["outreach"])
    relay = kind(engine, RabbitBroker(place.broker), clock=Clock(), poll=0.01)
    thread = eventlet.spawn(relay.run)
    try:
        yield
    finally:
        relay.stop()
        thread.wait()
        engine.dispose()


@contextmanager
def _arriving(place: Town) -> Iterator[None]:
    """
    Write down what arrives in a consumer's queue.
    """
    is_over: list[bool] = []
    thread = eventlet.spawn(_read, place, is_over)
    try:
        yield
    finally:
        is_over.append(True)
        thread.wait()


def _read(place: Town, is_over: list[bool]) -> None:
    reader = RabbitBroker(place.broker).reader(inbox_queue("outreach"))
    while not is_over:
        deliveries = reader.read(limit=500, wait=0.2)
        ids = [_id_in(one.body) for one in deliveries]
        if ids:
            place.history.write("arrived", ids=ids)
            reader.acknowledge(deliveries)
    reader.close()


def _id_in(body: bytes) -> str:
    """
    Read an event's id as a partner would, without the product's reader.
    """
    return str(UUID(json.loads(body)["id"]))


def _wait_until_calm(place: Town) -> None:
    """
    Wait until the relay has nothing left, and what it published has arrived.
    """
    engine = engine_for_looking(place.databases["outreach"])
    sizes: list[tuple[int, int]] = []

    def is_calm() -> bool:
        with engine.connect() as connection:
            rows = connection.execute(_KEPT).all()
        published = sum(row.published_at is not None for row in rows)
        sizes.append((published, len(_ids(place.history, "arrived"))))
        return len(sizes) > CALM_LOOKS and len(set(sizes[-CALM_LOOKS:])) == 1

    eventually(is_calm, within=_CALM, every=0.2)


def _checked(history: History, *, note: str) -> Outcome:
    committed = set(_ids(history, "committed"))
    rolled_back = set(_ids(history, "rolled-back"))
    arrived = Counter(_ids(history, "arrived"))
    return Outcome(
        number=len(committed),
        of="events committed",
        faults={
            "transactions that others overtook": len(_overtaken(history)),
            "transactions rolled back": len(history.read("rolled-back")),
        },
        lost=len(committed - arrived.keys()),
        doubled=sum(number - 1 for number in arrived.values()),
        wrong=len(arrived.keys() - committed) or len(rolled_back & arrived.keys()),
        notes=[note],
    )


def _overtaken(history: History) -> list[str]:
    """
    Return the transactions in which a greater id was committed before.
    """
    greatest, found = "", []
    for one in history.read("committed"):
        first = min(one["ids"])
        if first < greatest:
            found.append(first)
        greatest = max(greatest, *one["ids"])
    return found


def _ids(history: History, kind: str) -> list[str]:
    return [one for line in history.read(kind) for one in line["ids"]]


def _cause() -> Cause:
    return Cause.first(now=Clock().now(), organisation=Organisation.HOUSING_TEAM)


def _event() -> CommitmentGiven:
    today = Clock().now().date()
    return CommitmentGiven(mother_id=new_id(), said_on=today, heard_by_role="mother")


ROW = Row(
    name="A4",
    promise="An event whose transaction commits late is relayed too, and a rolled back "
    "one never",
    broken="the relay remembers the greatest id that it has seen",
    run=run,
    control=control,
)
