"""
The roster behind its door, for what every service answers in the same way.
"""

from collections.abc import Iterator

import pytest

from deploy.house import make_house
from deploy.running import running
from shared.config import Settings
from shared.db.migrations import upgrade
from tests.support.bus import SettableClock


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory):
    settings = Settings.from_environment(
        {"BABYGRUPPE_VAR": str(tmp_path_factory.mktemp("var"))}
    )
    return make_house(settings, services=("roster",), clock=SettableClock())


@pytest.fixture(scope="module")
def address(house) -> Iterator[str]:
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
