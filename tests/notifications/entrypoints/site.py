"""
The running service, as a browser or a program sees it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from deploy.house import make_house
from deploy.running import running
from shared.config import Settings
from shared.db.migrations import upgrade
from tests.notifications.desk import Desk
from tests.support.bus import SettableClock
from tests.support.way_in import WayIn


class Site:
    """
    Pages and API by HTTP, and the desk behind them.
    """

    def __init__(self, desk: Desk, address: str, way_in: WayIn) -> None:
        self.desk = desk
        self.address = address
        self._way_in = way_in

    def get(self, path: str, **query: Any) -> requests.Response:
        return requests.get(
            self.address + path,
            params=query,
            **self._way_in.of(),
            timeout=10,
        )

    def read(self, path: str, **query: Any) -> Any:
        """
        Return what the API answers.
        """
        answer = self.get(f"/api{path}", **query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def page(self) -> str:
        answer = self.get("/")
        assert answer.status_code == 200
        return answer.text


@contextmanager
def open_site(var: Path) -> Iterator[Site]:
    """
    Run the service alone: embedded broker, SQLite, HTTP, and its timers.
    """
    clock = SettableClock()
    settings = Settings.from_environment({"BABYGRUPPE_VAR": str(var)})
    house = make_house(settings, services=("notifications",), clock=clock)
    engine = house.engines["notifications"]
    upgrade(engine, "notifications")
    with running(
        ["notifications"],
        house,
        host="127.0.0.1",
        port=18_340,
        last_port=18_390,
        embedded=True,
    ) as door:
        address = f"http://127.0.0.1:{door.port}/notifications"
        yield Site(Desk(engine, clock), address, WayIn(house.access, clock))
    engine.dispose()
