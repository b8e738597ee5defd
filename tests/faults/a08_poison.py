"""
A8: an event whose policy fails neither loops nor holds others up.

It is tried on the schedule and then parked; a person replays it once the bug is mended.
"""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import accumulate, count
from random import Random
from typing import Any
from uuid import UUID

import eventlet
from sqlalchemy import Engine, func, select

from shared.bus.broker import Letter, Reader
from shared.bus.cause import Cause
from shared.bus.consumer import Consumer
from shared.bus.inbox import RETRY_AFTER, NotParked
from shared.bus.periodic import Periodic
from shared.bus.pump import Pump
from shared.bus.rabbitmq import RabbitBroker, connected
from shared.bus.tables import inbox
from shared.bus.topology import inbox_queue
from shared.contracts.envelope import Envelope, read_envelope, write_envelope
from shared.contracts.roster.attendance import AttendanceMissed
from shared.db.engine import make_engine
from shared.kernel.ids import new_id
from tests.bus.notebook import (
    NotebookUnitOfWork,
    metadata,
    missed,
    note_id,
    notes,
    policies,
)
from tests.faults.a08_history import (
    ALWAYS,
    GOOD,
    ONE_MOTHER,
    THREE_TIMES,
    Bug,
    History,
    Told,
    read_history,
)
from tests.faults.report import spread
from tests.faults.row import Ground, Outcome, Row
from tests.support.bus import TUESDAY_TEN, SettableClock, envelope_of, eventually
from tests.support.databases import fresh_database
from tests.support.declared import declared, topology_of

_QUEUE = inbox_queue("outreach")
_REQUEUED = "faults_requeued"
_NUMBER, _POISON, _A_SECOND = 10_000, 50, 500
_NUMBER_SHORT, _POISON_SHORT, _A_SECOND_SHORT = 500, 5, 250
_CHUNKS_A_SECOND = 50
_LOOK = 0.1  # seconds between looks for what is due; the clock is the test's own
_LONGEST = 400.0  # seconds
_WATCHED = 2.0  # seconds in which nothing but poison waits
_BATCH_RUN = 1  # Whatever fails in a batch is run again by itself, before it is kept.
_LONGEST_DELAY = 2.0  # seconds, of others at p95; nobody notices it
_PARKED_FOR = {ALWAYS, ONE_MOTHER}


@dataclass(frozen=True, kw_only=True)
class Load:
    """
    What is sent, in order, and which of it is poison in what way.
    """

    envelopes: Sequence[Envelope]
    kinds: Mapping[UUID, str]
    a_second: int

    def of(self, *kinds: str) -> set[str]:
        return {str(one) for one, kind in self.kinds.items() if kind in kinds}


@dataclass(frozen=True, kw_only=True)
class Seen:
    """
    What database and history say: when time had passed, and after the replay.
    """

    told: Told
    parked: Mapping[str, tuple[int, str]]
    times: Mapping[str, int]
    core_used: float
    """While nothing but poison waited."""


class RequeueingPump(Pump):
    """
    Gives back at once what fails, as nameko's ``requeue_on_error`` does.
    """

    def read_batch(self, reader: Reader) -> int:
        deliveries = reader.read(limit=1, wait=1.0)
        channel = reader._channel  # type: ignore[attr-defined]
        for one in deliveries:
            try:
                self._take([one.body])
            except Exception:  # noqa: BLE001 - whatever it is, it goes back.
                channel.basic_reject(one.tag, requeue=True)
            else:
                channel.basic_ack(one.tag)
        return len(deliveries)


class Notebook:
    """
    The toy service with a bug, on RabbitMQ and PostgreSQL, at a clock that can be set.
    """

    def __init__(
        self, engine: Engine, url: str, *, load: Load, history: History
    ) -> None:
        self.engine = engine
        self.load = load
        self.history = history
        self.clock = SettableClock()
        self.looks = 0
        self.bug = Bug(history=history, kinds=load.kinds)
        self.broker = RabbitBroker(url)
        self.consumer = Consumer(
            [
                replace(one, act=self.bug) if one.event is AttendanceMissed else one
                for one in policies()
            ],
            unit_of_work=self.work_for,
            clock=self.clock,
        )
        self._tokens = count()

    def work_for(self, cause: Cause) -> Any:
        token = next(self._tokens)
        work: Any = NotebookUnitOfWork(
            self.engine,
            cause=cause,
            announced=lambda _letters: self.history.note("committed", work=token),
        )
        work.token = token
        return work

    def look(self) -> None:
        self.consumer.retry_due()
        self.looks += 1

    def wait_for_looks(self) -> None:
        """
        Wait until all that is due has been tried: one look may have begun before.
        """
        seen = self.looks
        assert eventually(lambda: self.looks >= seen + 2, within=_LONGEST)

    def apply_or_fail(self, bodies: Sequence[bytes]) -> None:
        self.consumer._apply([read_envelope(one) for one in bodies])

    def pump(self) -> Pump:
        return Pump(_QUEUE, self.broker, self.consumer.take)

    def requeueing_pump(self) -> Pump:
        return RequeueingPump(_REQUEUED, self.broker, self.apply_or_fail)


def run(ground: Ground) -> Outcome:
    calm = _seen_without_poison(ground)
    load = _load(ground, is_poisoned=True)
    with _notebook(ground, load) as notebook:
        with _working(notebook, notebook.pump()):
            _flow(notebook, _QUEUE)
            core_used = _core_used()
            _let_time_pass(notebook)
            parked = _parked(notebook)
            notebook.bug.is_mended = True
            _replay(notebook, parked)
            notebook.wait_for_looks()
        seen = _seen(notebook, parked=parked, core_used=core_used)
    return _judge(load, seen, calm, limit=_LONGEST_DELAY if ground.is_long else None)


def control(ground: Ground) -> Outcome:
    load = _load(replace(ground, is_long=False), is_poisoned=True)
    with _notebook(ground, load) as notebook:
        with _working(notebook, notebook.requeueing_pump()):
            _flow(notebook, _REQUEUED)
            core_used = _core_used()
        seen = _seen(notebook, parked=_parked(notebook), core_used=core_used)
    return _judge(load, seen, calm=None)


def _seen_without_poison(ground: Ground) -> Seen:
    load = _load(ground, is_poisoned=False)
    with _notebook(ground, load) as notebook:
        with _working(notebook, notebook.pump()):
            _flow(notebook, _QUEUE)
        return _seen(notebook, parked={}, core_used=0.0)


def _load(ground: Ground, *, is_poisoned: bool) -> Load:
    dice = ground.random("A8")
    number = _NUMBER if ground.is_long else _NUMBER_SHORT
    poison = _POISON if ground.is_long else _POISON_SHORT
    places = dice.sample(range(number), poison if is_poisoned else 0)
    kind_at = dict(zip(places, _kinds(dice, len(places)), strict=True))
    unlucky = new_id()
    envelopes, kinds = [], {}
    for place in range(number):
        kind = kind_at.get(place, GOOD)
        event = missed(unlucky if kind == ONE_MOTHER else None)
        envelopes.append(envelope_of(event))
        kinds[note_id(event)] = kind
    a_second = _A_SECOND if ground.is_long else _A_SECOND_SHORT
    return Load(envelopes=envelopes, kinds=kinds, a_second=a_second)


def _kinds(dice: Random, number: int) -> list[str]:
    """
    Return kinds of poison in a random order, each of them at least once.
    """
    kinds = [ALWAYS, THREE_TIMES, ONE_MOTHER]
    drawn = [kinds[place % len(kinds)] for place in range(number)]
    dice.shuffle(drawn)
    return drawn


def _flow(notebook: Notebook, queue: str) -> None:
    """
    Send everything at an even pace, and wait until what is good has been applied.
    """
    load = notebook.load
    publisher = notebook.broker.publisher()
    size = load.a_second // _CHUNKS_A_SECOND
    begun = time.monotonic()
    for start in range(0, len(load.envelopes), size):
        chunk = load.envelopes[start : start + size]
        eventlet.sleep(max(0.0, begun + start / load.a_second - time.monotonic()))
        told = [str(note_id(one.event)) for one in chunk]
        notebook.history.note("sent", events=told)
        assert not publisher.publish([_letter(one, queue) for one in chunk])
    publisher.close()
    good = len(load.of(GOOD))
    assert eventually(lambda: _applied(notebook) >= good, within=_LONGEST)


def _letter(one: Envelope, queue: str) -> Letter:
    return Letter(id=one.id, exchange="", routing_key=queue, body=write_envelope(one))


def _core_used() -> float:
    """
    Watch how much of a core this process uses when there is nothing good to do.
    """
    used, begun = time.process_time(), time.monotonic()
    eventlet.sleep(_WATCHED)
    return (time.process_time() - used) / (time.monotonic() - begun)


def _let_time_pass(notebook: Notebook) -> None:
    """
    Move the clock to just before each new try, and then to it.
    """
    for wait in RETRY_AFTER:
        notebook.clock.time += wait - timedelta(seconds=1)
        notebook.wait_for_looks()
        notebook.clock.time += timedelta(seconds=1)
        notebook.wait_for_looks()


def _replay(notebook: Notebook, parked: Mapping[str, Any]) -> None:
    """
    Press the button twice for each: the second time there is nothing to replay.
    """
    by_note = {str(note_id(one.event)): one.id for one in notebook.load.envelopes}
    cause = Cause.by_system(now=notebook.clock.now())
    for one in sorted(parked) * 2:
        with suppress(NotParked), notebook.work_for(cause) as uow:
            uow.inbox.replay(by_note[one], now=notebook.clock.now())
            uow.commit()


def _parked(notebook: Notebook) -> dict[str, tuple[int, str]]:
    """
    Return the tries and the reason of each parked event.
    """
    note_of = {one.id: str(note_id(one.event)) for one in notebook.load.envelopes}
    query = select(inbox).where(inbox.c.state == "parked")
    with notebook.engine.connect() as connection:
        return {
            note_of[row.event_id]: (row.attempts, row.reason)
            for row in connection.execute(query)
        }


def _applied(notebook: Notebook) -> int:
    with notebook.engine.connect() as connection:
        query = select(func.count()).select_from(notes)
        return int(connection.scalar(query) or 0)


def _times(notebook: Notebook) -> dict[str, int]:
    with notebook.engine.connect() as connection:
        query = select(notes.c.id, notes.c.times)
        return {str(one): times for one, times in connection.execute(query)}


def _seen(notebook: Notebook, *, parked: Mapping[str, Any], core_used: float) -> Seen:
    return Seen(
        told=read_history(notebook.history.path),
        parked=parked,
        times=_times(notebook),
        core_used=core_used,
    )


def _judge(
    load: Load, seen: Seen, calm: Seen | None, *, limit: float | None = None
) -> Outcome:
    """
    Judge it; some 500 delays on a busy machine are told, but no ground for a verdict.
    """
    everything = load.of(GOOD, ALWAYS, THREE_TIMES, ONE_MOTHER)
    poison = everything - load.of(GOOD)
    slower = _slower(load, seen, calm) if calm else 0.0
    most_runs = max(len(seen.told.runs.get(one, [])) for one in poison)
    faults = Counter(load.kinds.values())
    del faults[GOOD]
    return Outcome(
        number=len(everything),
        of="events",
        faults={f"poison: {kind}": times for kind, times in faults.items()},
        lost=len(everything - seen.times.keys()),
        doubled=sum(times > 1 for times in seen.times.values()),
        wrong=len(_off_schedule(poison, seen))
        + len(load.of(*_PARKED_FOR) ^ seen.parked.keys())
        + sum(reason != "PolicyFailed" for _, reason in seen.parked.values())
        + (limit is not None and _p95_of_others(load, seen) > limit),
        recovery=[seen.told.delays[one] for one in load.of(GOOD)],
        notes=[
            f"Poison was run at most {most_runs} times; while only poison waited "
            f"{seen.core_used:.0%} of a core was used. Others' delays "
            f"{spread([seen.told.delays[one] for one in load.of(GOOD)])} s, "
            + (f"{slower:.2f} x the p95 without poison." if calm else "told above."),
        ],
    )


def _slower(load: Load, seen: Seen, calm: Seen) -> float:
    """
    Return the others' p95 delay, as a multiple of that without poison.
    """
    undisturbed = sorted(calm.told.delays.values())
    return _p95_of_others(load, seen) / _p95(undisturbed)


def _p95_of_others(load: Load, seen: Seen) -> float:
    return _p95(sorted(seen.told.delays[one] for one in load.of(GOOD)))


def _p95(ordered: Sequence[float]) -> float:
    return ordered[int(len(ordered) * 0.95)]


def _off_schedule(poison: set[str], seen: Seen) -> list[str]:
    """
    Return what was run more often than allowed, or at a moment that was not its turn.

    A replay comes on top, at a moment of its own: the last.
    """
    moments = [
        (TUESDAY_TEN + wait).isoformat()
        for wait in accumulate(RETRY_AFTER, initial=timedelta())
    ]
    wrong = []
    for one in poison:
        runs = seen.told.runs.get(one, [])
        most = len(moments) + _BATCH_RUN + (one in seen.parked)
        if not runs or len(runs) > most or not set(runs) <= set(moments):
            wrong.append(one)
    return wrong


@contextmanager
def _notebook(ground: Ground, load: Load) -> Iterator[Notebook]:
    topology = topology_of(["outreach"])
    with (
        fresh_database(server_url=ground.postgres_url) as database,
        declared(ground.rabbitmq_url, topology, beside=[_REQUEUED]) as url,
    ):
        with connected(url) as connection:
            # As nameko declares it: durable, without a limit.
            connection.default_channel.queue_declare(
                _REQUEUED, durable=True, auto_delete=False
            )
        engine = make_engine(database)
        metadata.create_all(engine)
        history = History(ground.folder / f"poison_{engine.url.database}.jsonl")
        yield Notebook(engine, url, load=load, history=history)
        history.close()
        engine.dispose()


@contextmanager
def _working(notebook: Notebook, pump: Pump) -> Iterator[None]:
    """
    Read the queue and look for what is due until the block ends.
    """
    retries = Periodic(notebook.look, seconds=_LOOK)
    work: list[Any] = [pump, retries]
    threads = [eventlet.spawn(one.run) for one in work]
    try:
        yield
    finally:
        for one in work:
            one.stop()
        for thread in threads:
            thread.wait()


ROW = Row(
    name="A8",
    promise="an event whose policy fails neither loops nor holds others up",
    broken="what fails is given back to the queue, as requeue_on_error does",
    run=run,
    control=control,
)
