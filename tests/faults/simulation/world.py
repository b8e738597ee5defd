"""
The four services in one process, with their real policies, relays and use cases.
"""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from services.notifications.service import NotificationsService
from services.notifications.storage.unit_of_work import NotificationsUnitOfWork
from services.notifications.usecases.leave_in_doubt import leave_in_doubt
from services.notifications.usecases.send_due_messages import send_due_messages
from services.outreach.service import OutreachService
from services.outreach.storage.unit_of_work import OutreachUnitOfWork
from services.referrals.service import ReferralsService
from services.referrals.storage.unit_of_work import ReferralsUnitOfWork
from services.roster.service import RosterService
from services.roster.storage.unit_of_work import RosterUnitOfWork
from shared.bus.broker import BrokerUnavailable
from shared.bus.cause import Cause
from shared.bus.consumer import Consumer
from shared.bus.extensions import policies_of
from shared.bus.pump import Pump
from shared.bus.relay import Relay
from shared.bus.topology import SERVICES, embedded_topology, inbox_queue
from shared.bus.unit_of_work import UnitOfWork
from shared.kernel.organisations import Organisation
from shared.kernel.refusal import Refusal
from tests.faults.simulation.bus import SimulatedBus
from tests.faults.simulation.chaos import Chaos, Crash
from tests.faults.simulation.phones import Phones
from tests.support.bus import SettableClock

UNITS_OF_WORK: dict[str, type[UnitOfWork]] = {
    "roster": RosterUnitOfWork,
    "outreach": OutreachUnitOfWork,
    "referrals": ReferralsUnitOfWork,
    "notifications": NotificationsUnitOfWork,
}
POLICIES = {
    "roster": policies_of(RosterService),
    "outreach": policies_of(OutreachService),
    "referrals": policies_of(ReferralsService),
    "notifications": policies_of(NotificationsService),
}


@dataclass
class History:
    """
    What people were told was done, beside what the databases say.
    """

    came_back: dict[UUID, datetime] = field(default_factory=dict)
    taken_care_of: set[UUID] = field(default_factory=set)
    joined: set[UUID] = field(default_factory=set)
    closed: set[UUID] = field(default_factory=set)
    steps: int = 0
    refused: int = 0


class World:
    """
    Databases, broker, clock and phones of one run.
    """

    def __init__(
        self, engines: dict[str, Engine], chaos: Chaos, *, begins: datetime
    ) -> None:
        self.engines = engines
        self.chaos = chaos
        self.dice = chaos.dice
        self.clock = SettableClock(begins)
        self.bus = SimulatedBus(chaos)
        self.bus.declare(embedded_topology())
        self.phones = Phones(engines["notifications"], chaos)
        self.history = History()
        self._begin_processes()

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def work(self, service: str) -> Any:
        return self._work_for(service)(
            Cause.first(now=self.now, organisation=Organisation.HOUSING_TEAM)
        )

    def attempt(self, do: Callable[[], Any]) -> Any:
        """
        Do something in a process that may be refused, fail, or die and begin anew.
        """
        try:
            return do()
        except Refusal:
            self.history.refused += 1
        except (BrokerUnavailable, OperationalError):
            self.chaos.struck["failed and tried again"] += 1
        except Crash:
            self._begin_processes()
        return None

    def relay(self, service: str) -> None:
        self.attempt(self._relays[service].publish_batch)

    def pump(self, service: str) -> None:
        self.attempt(lambda: self._read_batch(service))

    def retry(self, service: str) -> None:
        self.attempt(self._consumers[service].retry_due)

    def send(self) -> None:
        self.attempt(
            lambda: send_due_messages(
                gateway=self.phones, now=self.now, uow=self.work("notifications")
            )
        )

    def look_for_doubt(self) -> None:
        self.attempt(
            lambda: leave_in_doubt(now=self.now, uow=self.work("notifications"))
        )

    def _read_batch(self, service: str) -> None:
        queue = inbox_queue(service)
        reader = self.bus.reader(queue)
        try:
            Pump(queue, self.bus, self._taking(service)).read_batch(reader)
        finally:
            reader.close()

    def _taking(self, service: str) -> Callable[[Any], None]:
        def take(bodies: Any) -> None:
            with _dying_instead_of_waiting():
                self._consumers[service].take(bodies)

        return take

    def _begin_processes(self) -> None:
        self._relays = {
            one: Relay(self.engines[one], self.bus, clock=self.clock)
            for one in SERVICES
        }
        self._consumers = {
            one: Consumer(
                POLICIES[one], unit_of_work=self._work_for(one), clock=self.clock
            )
            for one in SERVICES
        }

    def _work_for(self, service: str) -> Callable[[Cause], UnitOfWork]:
        engine, kind = self.engines[service], UNITS_OF_WORK[service]
        return lambda cause: kind(engine, cause=cause)


@contextmanager
def _dying_instead_of_waiting() -> Any:
    """
    A pump waits by the real clock for its database; here its process ends instead.
    """
    try:
        yield
    except OperationalError as error:
        raise Crash("no database") from error
