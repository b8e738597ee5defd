from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from deploy.house import make_house
from deploy.running import running
from services.roster.storage.tables import metadata
from shared.config import Settings
from shared.db.migrations import upgrade
from shared.looks.tables import looks_metadata
from tests.roster.book import TUESDAY_NOON
from tests.roster.visitor import Visitor
from tests.support.bus import SettableClock
from tests.support.way_in import WayIn


@pytest.fixture(scope="module")
def module_clock() -> SettableClock:
    return SettableClock(TUESDAY_NOON)


@pytest.fixture(scope="module")
def running_roster(
    tmp_path_factory: pytest.TempPathFactory, module_clock: SettableClock
) -> Iterator[tuple[str, Engine, WayIn]]:
    """
    Run a roster in this process for a whole module: stopping it takes a second.
    """
    var = str(tmp_path_factory.mktemp("var"))
    settings = Settings.from_environment({"BABYGRUPPE_VAR": var})
    house = make_house(settings, services=("roster",), clock=module_clock)
    engine = house.engines["roster"]
    upgrade(engine, "roster")
    way_in = WayIn(house.access, module_clock)
    with running(["roster"], house, host="127.0.0.1", port=0, embedded=True) as door:
        yield f"http://127.0.0.1:{door.port}", engine, way_in
    engine.dispose()


@pytest.fixture
def clock(module_clock: SettableClock) -> SettableClock:
    module_clock.time = TUESDAY_NOON
    return module_clock


@pytest.fixture
def visitor(running_roster: tuple[str, Engine, WayIn], clock: SettableClock) -> Visitor:
    """
    Give somebody who speaks HTTP with a roster in which nothing is written yet.
    """
    assert clock.time == TUESDAY_NOON
    root, engine, way_in = running_roster
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            # The log of looks goes on: nobody can empty it.
            if table.name not in looks_metadata.tables:
                connection.execute(table.delete())
    return Visitor(root, engine, way_in)
