"""
The running service: embedded broker, SQLite, and a small server in roster's place.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine

from deploy.house import make_house
from deploy.running import running
from services.referrals.storage.tables import metadata
from shared.bus.house import House
from shared.config import Settings
from shared.db.migrations import ACCESS, upgrade
from shared.kernel.organisations import Role
from shared.looks.tables import looks_metadata
from tests.referrals.desk import Desk
from tests.referrals.domain.examples import TUESDAY_TEN
from tests.referrals.entrypoints.fake_roster import FakeRoster, running_roster
from tests.referrals.entrypoints.visitor import Visitor
from tests.support.bus import SettableClock
from tests.support.way_in import WayIn

FIRST_PORT, LAST_PORT = 8600, 8699


@dataclass(frozen=True, kw_only=True)
class Office:
    """
    Where the service answers, and its database.
    """

    house: House
    desk: Desk
    way_in: WayIn

    def visitor(self, role: Role) -> Visitor:
        return Visitor(self.house.addresses["referrals"], role, self.way_in)


@pytest.fixture(scope="module")
def open_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """
    Run the service once for all tests of a file: starting and stopping takes a second.

    It is Tuesday at ten, so that the days in the tests stay before and behind it.
    """
    var = str(tmp_path_factory.mktemp("var"))
    settings = Settings.from_environment({"BABYGRUPPE_VAR": var})
    clock = SettableClock(TUESDAY_TEN)
    house = make_house(settings, services=("referrals",), clock=clock)
    upgrade(house.engines["referrals"], "referrals")
    upgrade(house.access, ACCESS)
    opened = running(
        ["referrals"],
        house,
        host="127.0.0.1",
        port=FIRST_PORT,
        last_port=LAST_PORT,
        embedded=True,
    )
    with opened:
        yield house
    house.engines["referrals"].dispose()


@pytest.fixture
def roster() -> Iterator[FakeRoster]:
    with running_roster() as roster:
        yield roster


@pytest.fixture
def office(open_house: House, roster: FakeRoster) -> Office:
    """
    Return the service with nothing in its books but one child.
    """
    engine = open_house.engines["referrals"]
    _empty(engine)
    open_house.addresses["roster"] = roster.address
    desk = Desk(engine)
    desk.know_child()
    way_in = WayIn(open_house.access, open_house.clock)
    return Office(house=open_house, desk=desk, way_in=way_in)


def _empty(engine: Engine) -> None:
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            # The log of looks goes on: nobody can empty it.
            if table.name not in looks_metadata.tables:
                connection.execute(table.delete())


def _visitor(role: Role) -> Callable[[Office], Visitor]:
    @pytest.fixture
    def visitor(office: Office) -> Visitor:
        return office.visitor(role)

    return visitor


coordinator = _visitor(Role.COORDINATOR)
paedagog = _visitor(Role.PAEDAGOG)
health_visitor = _visitor(Role.HEALTH_VISITOR)
leader = _visitor(Role.HEALTH_VISITORS_LEADER)
intake = _visitor(Role.DAYCARE_INTAKE)
