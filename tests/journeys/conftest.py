from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from deploy.client import Client
from deploy.house import make_house
from deploy.running import running
from shared.bus.house import House
from shared.bus.topology import SERVICES
from shared.config import EMBEDDED, Settings
from shared.db.migrations import ACCESS
from tests.journeys.demo import Story, run_once
from tests.support.bus import SettableClock
from tests.support.declared import declared
from tests.support.forms import Forms, migrated
from tests.support.way_in import WayIn, tokens

FIRST_PORT = 18_000


@dataclass(frozen=True, kw_only=True)
class Everything:
    """
    The four services running, and the clock that they look at.
    """

    client: Client
    clock: SettableClock
    settings: Settings
    address: str
    house: House
    way_in: WayIn


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """
    Give the demo's Tuesday, told to its end once for all who look at it.
    """
    folder = tmp_path_factory.mktemp("story")
    return Story(folder=folder, told=run_once(folder))


@pytest.fixture(params=["embedded", "rabbitmq and postgres"])
def settings(
    request: pytest.FixtureRequest, tmp_path: Path, forms: Forms
) -> Iterator[Settings]:
    """
    Give the settings of one process: with nothing, then with RabbitMQ and PostgreSQL.
    """
    alone = Settings.from_environment({"BABYGRUPPE_VAR": str(tmp_path)})
    if request.param == "embedded":
        forms.files_of_all(to=tmp_path)
        yield alone
        return
    rabbitmq_url = request.getfixturevalue("rabbitmq_url")
    postgres_url = request.getfixturevalue("postgres_url")
    with ExitStack() as stack:
        yield replace(
            alone,
            broker=stack.enter_context(declared(rabbitmq_url)),
            databases={
                service: stack.enter_context(
                    forms.database(migrated(service), server_url=postgres_url)
                )
                for service in (*SERVICES, ACCESS)
            },
        )


@pytest.fixture
def everything(settings: Settings) -> Iterator[Everything]:
    """
    Run all four services in this process.
    """
    clock = SettableClock()
    house = make_house(settings, clock=clock)
    way_in = WayIn(house.access, clock)
    with running(
        SERVICES,
        house,
        host="127.0.0.1",
        port=FIRST_PORT,
        last_port=FIRST_PORT + 500,
        embedded=settings.broker == EMBEDDED,
    ) as door:
        address = f"http://127.0.0.1:{door.port}"
        yield Everything(
            client=Client(address, tokens(house.access)),
            clock=clock,
            settings=settings,
            address=address,
            house=house,
            way_in=way_in,
        )
    for engine in (*house.engines.values(), house.access):
        engine.dispose()
