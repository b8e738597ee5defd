"""
One process with embedded broker and SQLite files, killed and started again and again.

``python -m tests.faults.embedded_lives FOLDER SEED KILLS resend|forget``. The parent
imports everything once; each life is a fork, so that it begins in no time.
"""

import shared.green  # noqa: F401 - the services are green, and so is each life.

# isort: split
import os
import signal
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

import eventlet
import structlog
from eventlet.patcher import original
from sqlalchemy import Engine

from services.notifications.service import NotificationsService
from services.notifications.storage.unit_of_work import NotificationsUnitOfWork
from services.outreach.service import OutreachService
from services.outreach.storage.unit_of_work import OutreachUnitOfWork
from services.roster.storage.unit_of_work import RosterUnitOfWork
from shared.bus.cause import Cause
from shared.bus.consumer import Consumer
from shared.bus.embedded import EmbeddedBroker
from shared.bus.extensions import policies_of
from shared.bus.outbox import waiting
from shared.bus.pump import Pump
from shared.bus.relay import Relay
from shared.bus.resend import resend_what_did_not_arrive
from shared.bus.topology import embedded_topology, inbox_queue
from shared.bus.unit_of_work import UnitOfWork
from shared.contracts.roster.attendance import AttendanceMissed
from shared.db.engine import make_engine
from shared.db.migrations import upgrade
from shared.kernel.clock import Clock
from shared.kernel.ids import new_id
from shared.kernel.organisations import Organisation

SERVICES = ("roster", "outreach", "notifications")
HISTORY = "history.txt"
WITH_RESEND, WITHOUT = "resend", "forget"
WRITERS = 2
# Once a writer has committed so many, the process may be killed at any moment.
_BEFORE_A_KILL = 5
_LONGEST_LIFE = 0.4  # seconds
# Just over: what was missed weeks ago brings no text any more.
_BEGAN = datetime.now(UTC) - timedelta(hours=2)
_LISTENERS = {
    "outreach": (OutreachService, OutreachUnitOfWork),
    "notifications": (NotificationsService, NotificationsUnitOfWork),
}
# Green, these would ask the hub; the parent must have none, and a pipe is for all.
_real_sleep = original("time").sleep
_real_write = original("os").write


def engines_in(folder: Path) -> dict[str, Engine]:
    return {one: make_engine(f"sqlite:///{folder}/{one}.db") for one in SERVICES}


class Life:
    """
    All of one process: writers, relays and readers around one broker in memory.
    """

    def __init__(self, folder: Path, *, resends: bool, begun: int) -> None:
        self._begun = begun
        self._engines = engines_in(folder)
        self._history = os.open(folder / HISTORY, os.O_WRONLY | os.O_APPEND)
        self._broker = EmbeddedBroker()
        self._broker.declare(embedded_topology())
        if resends:
            resend_what_did_not_arrive(self._engines)
        self._relays = {
            one: Relay(engine, self._broker, clock=Clock())
            for one, engine in self._engines.items()
        }

    def begin(self) -> None:
        for relay in self._relays.values():
            eventlet.spawn_n(relay.run)
        for service in _LISTENERS:
            eventlet.spawn_n(self._pump(service).run)

    def write_until_killed(self) -> None:
        """
        Announce misses; each is noted in the history once its commit has returned.
        """
        for _ in range(WRITERS):
            eventlet.spawn_n(self._write)
        while True:
            eventlet.sleep(60)

    def come_to_rest(self) -> None:
        queues = [inbox_queue(one) for one in _LISTENERS]
        while self._waits() or not self._broker.is_idle(queues):
            eventlet.sleep(0.02)

    def _waits(self) -> bool:
        for engine in self._engines.values():
            with engine.connect().execution_options(reading=True) as connection:
                if waiting(connection)["waiting"]:
                    return True
        return False

    def _write(self) -> None:
        for number in count(1):
            event = _a_miss()
            with self._work(RosterUnitOfWork, "roster") as uow:
                uow.outbox.add(event, version=1)
                uow.commit()
            _real_write(self._history, f"{event.mother_id}\n".encode())
            if number == _BEFORE_A_KILL:
                _real_write(self._begun, b".")
            eventlet.sleep(0.002)

    def _work(
        self, kind: type[UnitOfWork], service: str, cause: Cause | None = None
    ) -> UnitOfWork:
        first = Cause.first(
            now=datetime.now(UTC), organisation=Organisation.HOUSING_TEAM
        )
        wake = self._relays[service].wake
        return kind(self._engines[service], cause=cause or first, announced=wake)

    def _pump(self, service: str) -> Pump:
        service_class, kind = _LISTENERS[service]
        consumer = Consumer(
            policies_of(service_class),
            unit_of_work=lambda cause: self._work(kind, service, cause),
            clock=Clock(),
        )
        return Pump(inbox_queue(service), self._broker, consumer.take)


def _a_miss() -> AttendanceMissed:
    return AttendanceMissed(
        mother_id=new_id(),
        session_id=new_id(),
        session_started_at=_BEGAN,
        session_ended_at=_BEGAN + timedelta(hours=2),
        missed_in_a_row=1,
        first_visit=False,
    )


def _fork(folder: Path, *, resends: bool, writes: bool) -> int:
    told, tell = os.pipe()
    child = os.fork()
    if child:
        os.close(tell)
        os.read(told, 1)
        os.close(told)
        return child
    try:
        life = Life(folder, resends=resends, begun=tell)
        life.begin()
        if writes:
            life.write_until_killed()
        life.come_to_rest()
    except BaseException as error:  # noqa: BLE001 - a fork must never go on as parent.
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(1)
    os._exit(0)


def main() -> int:
    folder, seed, kills = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    resends = sys.argv[4] == WITH_RESEND
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    _prepare(folder)
    dice = Random(seed)
    for _ in range(kills):
        child = _fork(folder, resends=resends, writes=True)
        _real_sleep(dice.uniform(0, _LONGEST_LIFE))
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            return 1
    last = _fork(folder, resends=resends, writes=False)
    _, status = os.waitpid(last, 0)
    return os.waitstatus_to_exitcode(status)


def _prepare(folder: Path) -> None:
    for service, engine in engines_in(folder).items():
        upgrade(engine, service)
        engine.dispose()
    (folder / HISTORY).touch()


if __name__ == "__main__":
    sys.exit(main())
