from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import requests

from deploy.house import make_house
from deploy.running import running
from services.outreach.storage.tables import metadata
from shared.config import Settings
from shared.db.migrations import upgrade
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from shared.looks.tables import looks_metadata
from tests.outreach.desk import TUESDAY_NOON, Desk
from tests.support.bus import SettableClock
from tests.support.way_in import WayIn, place_of


@dataclass(frozen=True, kw_only=True)
class Site:
    """
    Outreach behind its door, and the desk that stands on the same database.
    """

    url: str
    desk: Desk
    way_in: WayIn

    def get(self, path: str, role: Role = Role.COORDINATOR) -> requests.Response:
        shown = self.way_in.of(role, place_of(role))
        return requests.get(self.url + path, **shown, timeout=10)

    def post(
        self, path: str, content: object, *, key: str | None = None
    ) -> requests.Response:
        return requests.post(
            self.url + path,
            json=content,
            **self.way_in.of(**{"Idempotency-Key": key or str(new_id())}),
            timeout=10,
        )

    def submit(self, path: str, **form: object) -> requests.Response:
        """
        Send a form and stay where the answer points to.
        """
        return requests.post(
            self.url + path,
            data=form,
            **self.way_in.of(),
            timeout=10,
            allow_redirects=False,
        )


@pytest.fixture(scope="module")
def running_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """
    Run outreach alone, on the embedded broker and an SQLite file, once for a module.
    """
    var = tmp_path_factory.mktemp("outreach")
    clock = SettableClock(TUESDAY_NOON)
    settings = Settings.from_environment({"BABYGRUPPE_VAR": str(var)})
    house = make_house(settings, services=("outreach",), clock=clock)
    engine = house.engines["outreach"]
    upgrade(engine, "outreach")
    with running(
        ["outreach"], house, host="127.0.0.1", port=8300, last_port=8399, embedded=True
    ) as door:
        desk = Desk(engine, clock)
        yield Site(
            url=f"http://127.0.0.1:{door.port}/outreach",
            desk=desk,
            way_in=WayIn(house.access, clock),
        )
    engine.dispose()


@pytest.fixture
def site(running_site: Site) -> Site:
    """
    Give the site with nothing in it, on the Tuesday at noon.
    """
    running_site.desk.clock.time = TUESDAY_NOON
    with running_site.desk.engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            # The log of looks goes on: nobody can empty it.
            if table.name not in looks_metadata.tables:
                connection.execute(table.delete())
    return running_site
