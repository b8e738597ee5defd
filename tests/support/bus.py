"""
The bus taken apart: a test writes, relays and applies when it says so.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, RowMapping, Table, select

from shared.bus.broker import Broker
from shared.bus.cause import Cause
from shared.bus.consumer import Consumer, Policy
from shared.bus.relay import Relay
from shared.bus.topology import inbox_queue
from shared.bus.unit_of_work import UnitOfWork
from shared.contracts.envelope import Envelope, new_traceparent, write_envelope
from shared.contracts.event import Event
from shared.kernel.clock import Clock
from shared.kernel.ids import new_id
from shared.kernel.organisations import Organisation

TUESDAY_TEN = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)  # ten o'clock in Copenhagen
ARRIVAL = 5.0  # seconds that a message may take on a busy machine


class SettableClock(Clock):
    """
    A clock that shows what the test says.
    """

    def __init__(self, now: datetime = TUESDAY_TEN) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time

    def later(self, **delta: float) -> None:
        self.time += timedelta(**delta)


class Bench:
    """
    One service on one database and one broker.
    """

    def __init__(
        self,
        engine: Engine,
        broker: Broker,
        clock: SettableClock,
        unit_of_work: type[UnitOfWork],
        policies: Iterable[Policy],
        service: str = "outreach",
    ) -> None:
        self.engine = engine
        self.broker = broker
        self.clock = clock
        self.queue = inbox_queue(service)
        self._unit_of_work = unit_of_work
        self.relay = Relay(engine, broker, clock=clock)
        self.consumer = Consumer(policies, unit_of_work=self.work_for, clock=clock)

    def work_for(self, cause: Cause) -> UnitOfWork:
        return self._unit_of_work(self.engine, cause=cause)

    def work(self) -> Any:
        return self.work_for(
            Cause.first(now=self.clock.now(), organisation=Organisation.DAYCARE)
        )

    def announce(
        self, *events: Event, version: int = 1, to: Relay | None = None
    ) -> None:
        """
        Commit announcements; a relay named with ``to`` is handed them, as in a service.
        """
        work = self.work()
        if to:
            work = self._unit_of_work(self.engine, cause=work.cause, announced=to.wake)
        with work as uow:
            for event in events:
                uow.outbox.add(event, version=version)
            uow.commit()

    def relay_all(self) -> int:
        number = 0
        while found := self.relay.publish_batch():
            number += found
        return number

    def apply(self, *envelopes: Envelope) -> None:
        self.consumer.take([write_envelope(one) for one in envelopes])

    def arrived(
        self, number: int, *, queue: str | None = None, within: float = ARRIVAL
    ) -> list[bytes]:
        """
        Read and acknowledge this many messages from a queue.
        """
        reader = self.broker.reader(queue or self.queue)
        until = time.monotonic() + within
        bodies: list[bytes] = []
        while len(bodies) < number and time.monotonic() < until:
            deliveries = reader.read(limit=number - len(bodies), wait=0.2)
            bodies += [one.body for one in deliveries]
            reader.acknowledge(deliveries)
        reader.close()
        return bodies

    def everything(self) -> list[bytes]:
        """
        Read and acknowledge what is in the queue until nothing more comes.
        """
        reader = self.broker.reader(self.queue)
        bodies: list[bytes] = []
        while deliveries := reader.read(limit=1_000, wait=1):
            bodies += [one.body for one in deliveries]
            reader.acknowledge(deliveries)
        reader.close()
        return bodies

    def rows(self, table: Table) -> Sequence[RowMapping]:
        with self.engine.connect() as connection:
            return connection.execute(select(table)).mappings().all()


def envelope_of(event: Event, *, version: int = 1, **changed: Any) -> Envelope:
    """
    Put an event into an envelope as its producer would.
    """
    told: dict[str, Any] = {
        "id": new_id(),
        "time": TUESDAY_TEN,
        "recorded_at": TUESDAY_TEN,
        "organisation": Organisation.DAYCARE,
        "correlation_id": new_id(),
        "causation_id": None,
        "traceparent": new_traceparent(),
    }
    return Envelope(event=event, version=version, **(told | changed))


def eventually(
    is_so: Callable[[], object], *, within: float = 10.0, every: float = 0.02
) -> bool:
    """
    Wait until something is so; False when the time is over.

    ``every`` is how many seconds lie between two looks, for what costs something to
    look at.
    """
    until = time.monotonic() + within
    while not is_so():
        if time.monotonic() > until:
            return False
        time.sleep(every)
    return True
