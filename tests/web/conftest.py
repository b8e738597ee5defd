"""
The services behind their door, for what every one of them answers in the same way.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine

from deploy.house import make_house
from deploy.running import running
from shared.bus.house import House
from shared.bus.topology import SERVICES
from shared.config import DoorSettings, Settings
from shared.db.migrations import upgrade
from shared.web.front.access import FRONT_ACCESS
from tests.support.bus import SettableClock
from tests.support.way_in import WayIn

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

FRONT = FRONT_ACCESS.service


@dataclass(frozen=True, kw_only=True)
class Open:
    """
    The four services behind their door, and the clock that the door looks at.
    """

    root: str
    application: "WSGIApplication"
    """The same without a socket, for who asks thousands of times."""
    house: House
    clock: SettableClock
    way_in: WayIn

    @property
    def access(self) -> Engine:
        return self.house.access


@pytest.fixture(scope="module")
def door_settings() -> DoorSettings:
    """
    Give how people come in; a module that tries another way has its own.
    """
    return DoorSettings(has_demo_links=True)


@pytest.fixture(scope="module")
def opened(
    tmp_path_factory: pytest.TempPathFactory, door_settings: DoorSettings
) -> Iterator[Open]:
    var = str(tmp_path_factory.mktemp("var"))
    settings = Settings.from_environment({"BABYGRUPPE_VAR": var})
    clock = SettableClock()
    house = make_house(replace(settings, door=door_settings), clock=clock)
    for service, engine in house.engines.items():
        upgrade(engine, service)
    way_in = WayIn(house.access, clock)
    with running(SERVICES, house, host="127.0.0.1", port=0, embedded=True) as door:
        root = f"http://127.0.0.1:{door.port}"
        yield Open(
            root=root,
            application=door.application,
            house=house,
            clock=clock,
            way_in=way_in,
        )
    for engine in (*house.engines.values(), house.access):
        engine.dispose()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """
    Give the roster's own house, where one service is enough.
    """
    var = str(tmp_path_factory.mktemp("var"))
    settings = Settings.from_environment({"BABYGRUPPE_VAR": var})
    return make_house(settings, services=("roster",), clock=SettableClock())


@pytest.fixture(scope="module")
def way_in(house: House) -> WayIn:
    return WayIn(house.access, house.clock)


@pytest.fixture(scope="module")
def address(house: House) -> Iterator[str]:
    upgrade(house.engines["roster"], "roster")
    with running(
        ["roster"],
        house,
        host="127.0.0.1",
        port=18_900,
        last_port=18_990,
        embedded=True,
    ) as door:
        yield f"http://127.0.0.1:{door.port}/roster"
