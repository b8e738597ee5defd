"""
A town for a soak: databases, queues, groups of mothers, and the services at work.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import UUID

from services.roster.domain.roster_row import RosterRow, RowChild
from services.roster.storage.unit_of_work import RosterUnitOfWork
from services.roster.usecases.create_group import create_group
from services.roster.usecases.import_roster import import_roster
from shared.bus.cause import Cause
from shared.bus.rabbitmq import RabbitBroker
from shared.db.engine import make_engine
from shared.db.migrations import upgrade
from shared.kernel.clock import Clock
from shared.kernel.organisations import Organisation, Role
from tests.faults.crew import Duty, history_in
from tests.faults.history import History
from tests.faults.soak_duties import SWITCH
from tests.support.broker import cleaned
from tests.support.databases import fresh_database
from tests.support.declared import topology_of
from tests.support.private_process import free_port

LISTED_ON = date(2026, 1, 5)
BORN_ON = date(2025, 12, 1)
MOTHERS_IN_A_GROUP = 20


@dataclass(frozen=True, kw_only=True)
class Town:
    """
    What a soak stands on.
    """

    broker: str
    databases: Mapping[str, str]
    ports: Mapping[str, int]
    folder: Path
    seed: int

    @property
    def history(self) -> History:
        return history_in(self.folder)

    @property
    def roster(self) -> str:
        """
        Return where the roster answers.
        """
        return f"http://127.0.0.1:{self.ports['roster']}/roster/api"

    def strike(self) -> None:
        """
        Let the failpoints do harm from now on.
        """
        (self.folder / SWITCH).touch()

    def calm(self) -> None:
        (self.folder / SWITCH).unlink(missing_ok=True)

    def duty(
        self,
        service: str,
        *,
        failpoints: Mapping[str, Any] | None = None,
        broken: str = "",
        poisoned: Sequence[str] = (),
        name: str = "",
    ) -> Duty:
        return Duty(
            name=name or service,
            act="tests.faults.soak_duties:serve",
            given={
                "service": service,
                "broker": self.broker,
                "databases": dict(self.databases),
                "port": free_port() if name else self.ports[service],
                "seed": self.seed,
                "failpoints": failpoints,
                "broken": broken,
                "poisoned": list(poisoned),
            },
        )


@contextmanager
def town(
    services: Sequence[str],
    *,
    broker: str,
    postgres: str,
    folder: Path,
    seed: int,
    is_own_broker: bool = False,
) -> Iterator[Town]:
    """
    Make a database for each service and the queues that these services need.

    A broker of the row's own is empty, and may be killed: nothing is held there.
    """
    topology = topology_of(services)
    folder.mkdir(exist_ok=True)
    with ExitStack() as stack:
        if not is_own_broker:
            stack.enter_context(cleaned(broker, topology))
        RabbitBroker(broker).declare(topology)
        databases = {
            one: stack.enter_context(fresh_database(server_url=postgres))
            for one in services
        }
        for service, url in databases.items():
            engine = make_engine(url)
            upgrade(engine, service)
            engine.dispose()
        yield Town(
            broker=broker,
            databases=databases,
            ports={one: free_port() for one in services},
            folder=folder,
            seed=seed,
        )


def settle_mothers(place: Town, *, number: int) -> list[UUID]:
    """
    Put invented mothers on the lists of their groups; return the groups.
    """
    engine = make_engine(place.databases["roster"])
    cause = Cause.first(now=Clock().now(), organisation=Organisation.HOUSING_TEAM)
    groups = []
    for first in range(0, number, MOTHERS_IN_A_GROUP):
        uow = RosterUnitOfWork(engine, cause=cause)
        group_id = create_group(
            name=f"Gruppe {first}",
            weekday=1,
            starts_at=time(10),
            ends_at=time(11),
            place="Prøvehuset",
            uow=uow,
        )
        import_roster(
            group_id=group_id,
            rows=[_row(first + one) for one in range(MOTHERS_IN_A_GROUP)],
            today=LISTED_ON,
            heard_by=Role.COORDINATOR,
            uow=uow,
        )
        groups.append(group_id)
    engine.dispose()
    return groups


def _row(number: int) -> RosterRow:
    return RosterRow(
        line=number + 1,
        display_name=f"Prøve {number}",
        languages=("da",),
        said_yes_on=LISTED_ON,
        children=(RowChild(first_name="Barn", born_on=BORN_ON),),
    )
