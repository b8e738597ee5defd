"""
The demo's Tuesday, told and over: four services with people in them, to look at.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

import requests
from sqlalchemy import select

from deploy.client import Client
from deploy.house import make_house
from deploy.running import running
from deploy.sample_data import load
from deploy.story_clock import StoryClock
from deploy.teller import Teller
from deploy.tuesday import TUESDAY, Story, Tuesday
from services.notifications.storage.tables import messages
from services.outreach.storage.tables import follow_ups
from services.referrals.storage.sealed_tables import sealed_cases
from services.referrals.storage.tables import hand_offs, referrals
from services.roster.storage.tables import groups, mothers, roster_files, sessions
from services.roster.storage.unit_of_work import RosterUnitOfWork
from services.roster.usecases.raise_alarms import raise_alarms
from services.roster.usecases.tell_birthdays import tell_birthdays
from shared.bus.cause import Cause
from shared.bus.embedded import EmbeddedBroker
from shared.bus.house import House
from shared.bus.topology import SERVICES
from shared.config import Settings
from shared.db.migrations import upgrade
from shared.kernel.organisations import Organisation, Role
from shared.looks.chain import Link
from shared.looks.reading import Asked, looking, newest
from tests.support.way_in import WayIn, tokens

PATIENCE = 20  # seconds
_THINGS = {
    "mother_id": ("roster", mothers), "session_id": ("roster", sessions),
    "file_id": ("roster", roster_files), "group_id": ("roster", groups),
    "follow_up_id": ("outreach", follow_ups), "message_id": ("notifications", messages),
    "referral_id": ("referrals", referrals), "hand_off_id": ("referrals", hand_offs),
    "case_id": ("referrals", sealed_cases),
}  # fmt: skip


@dataclass(kw_only=True)
class Told:
    """
    The services after the Tuesday, at their door.
    """

    root: str
    house: House
    clock: StoryClock
    way_in: WayIn

    def get(
        self, path: str, role: Role, of: Organisation | None = None, **what: Any
    ) -> requests.Response:
        shown = self.way_in.of(role, of)
        address = self.root + path
        return requests.get(
            address, timeout=PATIENCE, allow_redirects=False, **shown, **what
        )

    def search(self, name: str) -> requests.Response:
        """
        Fill in the form on the list of mothers, as the coordinator.
        """
        shown = self.way_in.of(Role.COORDINATOR)
        page = self.get("/roster/mothers", Role.COORDINATOR).text
        key = re.findall(r'name="form_key" value="([^"]+)"', page)[0]
        return requests.post(
            f"{self.root}/roster/mothers",
            data={"form_key": key, "name": name},
            timeout=PATIENCE,
            **shown,
        )

    def looks(self, service: str) -> list[Link]:
        """
        Return all that was looked at in a service, in its order.
        """
        with looking(self.house.engines[service]) as connection:
            return newest(connection, Asked(), limit=100_000)[::-1]

    def ids(self, name: str) -> list[UUID]:
        """
        Return the ids of all things that an address may name so.
        """
        service, table = _THINGS[name]
        with self.house.engines[service].connect() as connection:
            return list(connection.scalars(select(table.c.id)))

    @cached_property
    def marks(self) -> dict[UUID, set[str]]:
        """
        Return what tells each mother: her name, her id, and the ids of what is hers.
        """
        marks = {one: {name, str(one)} for one, name in self.names().items()}
        for service, table in _THINGS.values():
            if "mother_id" not in table.c:
                continue
            with self.house.engines[service].connect() as connection:
                for row in connection.execute(select(table.c.id, table.c.mother_id)):
                    marks[row.mother_id].add(str(row.id))
        return marks

    def names(self) -> dict[UUID, str]:
        """
        Return the mothers and what they are called.
        """
        with self.house.engines["roster"].connect() as connection:
            query = select(mothers.c.id, mothers.c.display_name)
            return {row.id: row.display_name for row in connection.execute(query)}


@contextmanager
def told_tuesday(var: Path) -> Iterator[Told]:
    """
    Play the Tuesday in one process, on SQLite.
    """
    clock = StoryClock()
    settings = Settings.from_environment({"BABYGRUPPE_VAR": str(var)})
    house = make_house(settings, clock=clock)
    for service, engine in house.engines.items():
        upgrade(engine, service)
    way_in = WayIn(house.access, clock)
    with running(SERVICES, house, host="127.0.0.1", port=0, embedded=True) as door:
        root = f"http://127.0.0.1:{door.port}"
        _play(root, clock, house)
        yield Told(root=root, house=house, clock=clock, way_in=way_in)
    for engine in (*house.engines.values(), house.access):
        engine.dispose()


def _play(root: str, clock: StoryClock, house: House) -> None:
    assert isinstance(house.broker, EmbeddedBroker)
    teller = Teller(house.broker)
    story = Story(Client(root, tokens(house.access)), clock, teller, house)
    loaded = load(
        story.client,
        clock,
        settle=story.settle,
        let_messages_leave=story.let_messages_leave,
    )
    path = f"/roster/api/sessions/{loaded[TUESDAY.isoformat()]}"
    lines = story.client.get(path)["lines"]
    named = {one["display_name"]: one["mother_id"] for one in lines}
    teller.names = {mother_id: name for name, mother_id in named.items()}
    tuesday = Tuesday(story, named, path)
    for scene in (
        "register",
        "follow_up",
        "concern",
        "hand_off",
        "pick_up",
        "messages",
    ):
        getattr(tuesday, scene)()
    clock.run_on()
    _come_due(house, clock)
    story.settle()


def _come_due(house: House, clock: StoryClock) -> None:
    """
    Let what has come due since that Tuesday do so now: the clock would in a test.
    """
    now = clock.now()
    for due in (raise_alarms, tell_birthdays):
        cause = Cause.by_system(now=now)
        due(now=now, uow=RosterUnitOfWork(house.engines["roster"], cause=cause))
