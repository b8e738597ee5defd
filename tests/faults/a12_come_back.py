"""
A12: relay and reader come back by themselves, whatever the wire or the broker did.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import eventlet
from greenlet import GreenletExit
from kombu.connection import Connection
from sqlalchemy import Engine, select

from shared.bus.pump import Pump
from shared.bus.rabbitmq import RabbitBroker
from shared.bus.tables import inbox, outbox
from shared.bus.topology import inbox_queue
from shared.db.engine import make_engine
from shared.kernel.clock import Clock
from tests.bus.notebook import NotebookUnitOfWork, metadata, missed, notes, policies
from tests.faults.history import History
from tests.faults.nodes import BrokerNode
from tests.faults.row import Ground, Outcome, Row
from tests.support.bus import Bench, eventually
from tests.support.declared import declared
from tests.support.tcp_proxy import Wire

QUEUE = inbox_queue("outreach")
BACK_WITHIN = 15.0  # seconds
GIVE_UP = 40.0  # seconds
PAUSE = 0.25  # seconds between two events
MODEM = 8_000  # bytes a second, which is 64 kbit
BOTH = ("to_server", "to_client")

Breaking = Callable[[Wire], None]
Take = Callable[[Sequence[bytes]], None]


@dataclass(frozen=True, kw_only=True)
class Fault:
    """
    What is done to the wire, and for how long.
    """

    name: str
    seconds: float
    strike: Breaking


SWALLOWED_BOTH = Fault(
    name="swallowed both ways", seconds=20, strike=lambda wire: wire.swallow(*BOTH)
)
QUICK = (
    Fault(name="refused", seconds=5, strike=Wire.cut),
    Fault(name="reset inside a frame", seconds=1, strike=Wire.break_calls),
    Fault(
        name="64 kbit/s",
        seconds=4,
        strike=lambda wire: wire.slow_down(bytes_a_second=MODEM),
    ),
)
SILENT = (
    SWALLOWED_BOTH,
    Fault(
        name="swallowed to the broker",
        seconds=20,
        strike=lambda wire: wire.swallow("to_server"),
    ),
    Fault(
        name="swallowed from the broker",
        seconds=20,
        strike=lambda wire: wire.swallow("to_client"),
    ),
)


class DeafReader:
    """
    One connection without a heartbeat, and never another: the control.
    """

    def __init__(self, url: str, take: Take) -> None:
        self._url = url
        self._take = take

    def stop(self) -> None:
        self._thread.kill()
        self._connection.collect()

    def run(self) -> None:
        self._thread = eventlet.getcurrent()
        self._connection = Connection(self._url, heartbeat=0)  # type: ignore[no-untyped-call]
        channel = self._connection.default_channel
        channel.auto_decode = False
        channel.basic_consume(QUEUE, callback=self._arrive)
        with suppress(GreenletExit):
            while True:
                self._connection.drain_events()

    def _arrive(self, message: Any) -> None:
        self._take([bytes(message.body)])
        message.channel.basic_ack(message.delivery_tag)


class Lane:
    """
    A service that announces, one that notes, and the wire between them and the broker.
    """

    def __init__(self, url: str, folder: Path, *, is_deaf: bool = False) -> None:
        parts = urlsplit(url)
        self.wire = Wire(parts.hostname or "127.0.0.1", parts.port or 5672)
        door = f"{parts.username}:{parts.password}@127.0.0.1:{self.wire.port}"
        # The virtual host stays the one in which the queues are declared.
        through = urlunsplit(parts._replace(netloc=door))
        broker = RabbitBroker(through)
        self.speaker = _bench(folder / "speaker.db", broker)
        self.listener = _bench(folder / "listener.db", broker)
        take = self.listener.consumer.take
        self._work = [
            DeafReader(through, take) if is_deaf else Pump(QUEUE, broker, take),
            self.speaker.relay,
        ]
        self._stopping = threading.Event()
        self._threads = [eventlet.spawn(work.run) for work in self._work]
        self._speaking = eventlet.spawn(self._speak)

    def fall_silent(self) -> None:
        self._stopping.set()
        self._speaking.wait()

    def close(self) -> None:
        self.wire.mend()
        for work in self._work:
            work.stop()
        for thread in self._threads:
            eventlet.with_timeout(GIVE_UP, thread.wait)
        self.wire.close()
        for bench in (self.speaker, self.listener):
            bench.engine.dispose()

    def _speak(self) -> None:
        while not self._stopping.wait(PAUSE):
            self.speaker.announce(missed())
            self.speaker.relay.wake()


class Checker:
    """
    Reads both databases: when an event was committed here, when it was applied there.
    """

    def __init__(self, speaker: Engine, listener: Engine, history: History) -> None:
        self._speaker = speaker
        self._listener = listener
        self._history = history

    def first_applied_since(self, moment: float) -> float | None:
        """
        Return how long after a moment an event was applied that came after it.
        """
        said, heard = self._said(), self._heard()
        times = [
            heard[one] for one, at in said.items() if at >= moment and one in heard
        ]
        return min(times) - moment if times else None

    def lost(self) -> int:
        return len(self._said().keys() - self._heard().keys())

    def doubled(self) -> int:
        with self._listener.connect() as connection:
            query = select(notes.c.id).where(notes.c.times > 1)
            return len(connection.scalars(query).all())

    def number(self) -> int:
        return len(self._said())

    def faults(self) -> dict[str, list[float]]:
        """
        Return when each fault ended, by its name.
        """
        ended: dict[str, list[float]] = {}
        for one in self._history.read("mended"):
            ended.setdefault(one["fault"], []).append(one["at"])
        return ended

    def _said(self) -> Mapping[UUID, float]:
        with self._speaker.connect() as connection:
            found = connection.execute(select(outbox.c.event_id, outbox.c.recorded_at))
            return {row.event_id: row.recorded_at.timestamp() for row in found}

    def _heard(self) -> Mapping[UUID, float]:
        with self._listener.connect() as connection:
            found = connection.execute(select(inbox.c.event_id, inbox.c.received_at))
            return {row.event_id: row.received_at.timestamp() for row in found}


def _run(ground: Ground) -> Outcome:
    if not ground.is_long:
        with declared(ground.rabbitmq_url):
            return _try(ground, ground.rabbitmq_url, QUICK)
    faults = [*SILENT * 2, *QUICK * 4]
    ground.random("A12").shuffle(faults)
    with BrokerNode() as node:
        node.start()
        restart = Fault(
            name="broker killed", seconds=1, strike=lambda _wire: node.kill()
        )
        faults += [restart] * 4
        with declared(node.url):
            return _try(ground, node.url, faults, node=node)


def _control(ground: Ground) -> Outcome:
    fault = Fault(name="swallowed both ways", seconds=3, strike=SWALLOWED_BOTH.strike)
    with declared(ground.rabbitmq_url):
        return _try(ground, ground.rabbitmq_url, [fault], is_deaf=True)


def _try(
    ground: Ground,
    url: str,
    faults: Sequence[Fault],
    *,
    node: BrokerNode | None = None,
    is_deaf: bool = False,
) -> Outcome:
    folder = ground.folder / ("deaf" if is_deaf else "hears")
    folder.mkdir()
    history = History(path=folder / "history.jsonl")
    patience = BACK_WITHIN + 1 if is_deaf else GIVE_UP
    with ExitStack() as stack:
        lane = Lane(url, folder, is_deaf=is_deaf)
        stack.callback(lane.close)
        checker = Checker(lane.speaker.engine, lane.listener.engine, history)
        assert eventually(lambda: checker.first_applied_since(0), within=GIVE_UP)
        for fault in faults:
            _strike(lane.wire, fault, history, node)
            ended = history.read("mended")[-1]["at"]
            eventually(
                lambda ended=ended: checker.first_applied_since(ended), within=patience
            )
        lane.fall_silent()
        eventually(lambda: not checker.lost(), within=1 if is_deaf else GIVE_UP)
        return _outcome(checker)


def _strike(
    wire: Wire, fault: Fault, history: History, node: BrokerNode | None
) -> None:
    fault.strike(wire)
    time.sleep(fault.seconds)
    wire.mend()
    if node and not node.is_up:
        node.start()
    history.write("mended", fault=fault.name)


def _outcome(checker: Checker) -> Outcome:
    faults = checker.faults()
    back = {
        name: [checker.first_applied_since(at) for at in times]
        for name, times in faults.items()
    }
    known = [one for times in back.values() for one in times if one is not None]
    late = [one for times in back.values() for one in times if _is_late(one)]
    return Outcome(
        number=checker.number(),
        of="events",
        faults={name: len(times) for name, times in faults.items()},
        lost=checker.lost(),
        doubled=checker.doubled(),
        wrong=len(late),
        recovery=known,
        notes=[f"{name}: back after {_told(times)}." for name, times in back.items()],
    )


def _is_late(seconds: float | None) -> bool:
    return seconds is None or seconds > BACK_WITHIN


def _told(times: Sequence[float | None]) -> str:
    said = ["never" if one is None else f"{one:.1f} s" for one in times]
    return ", ".join(said)


def _bench(file: Path, broker: RabbitBroker) -> Bench:
    engine = make_engine(f"sqlite:///{file}")
    metadata.create_all(engine)
    # The bench asks for a clock that a test sets; here time goes by itself.
    return Bench(engine, broker, Clock(), NotebookUnitOfWork, policies())  # type: ignore[arg-type]


ROW = Row(
    name="A12",
    promise="Relay and reader come back by themselves.",
    broken="the reader has one connection, without a heartbeat",
    run=_run,
    control=_control,
    only_long=True,
)
