"""
Whoever reads English finds no Danish, and no link that leads nowhere.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
import requests
from sqlalchemy import select

from deploy.client import Client
from shared.access.storage.tables import users
from shared.kernel.organisations import Role
from shared.web.cookies import SESSION
from tests.journeys.demo import Story
from tests.support.private_process import free_port
from tests.support.way_in import WayIn, place_of, tokens, way_into

READERS = (
    Role.COORDINATOR,
    Role.PAEDAGOG,
    Role.HEALTH_VISITOR,
    Role.DAYCARE_INTAKE,
    Role.HEALTH_VISITORS_LEADER,
    Role.LEADER,
    Role.ADMINISTRATOR,
)
FEWEST_PAGES = {
    Role.COORDINATOR: 20,
    Role.PAEDAGOG: 15,
    Role.HEALTH_VISITOR: 12,
}
DANISH = re.compile(
    r"[æøåÆØÅ]|\b(og|ikke|er|hun|har|med|til|af|kan|skal|eller|kl|uge|mor|barn|nej)\b",
    re.IGNORECASE,
)
# What somebody has typed, or what is marked as being in a language of its own.
DATA = {"bdi"}
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Reading(HTMLParser):
    """
    What a page says in its own words, and where it leads.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: set[str] = set()
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs) -> None:
        told = dict(attrs)
        if tag == "a" and told.get("href", "").startswith("/"):
            self.links.add(told["href"].partition("#")[0])
        if tag not in VOID:
            foreign = tag in DATA or ("lang" in told and tag != "html")
            self._open.append((tag, foreign or tag in {"style", "script"}))
        self.said += [told[name] for name in ("title", "placeholder") if name in told]

    def handle_endtag(self, tag) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data) -> None:
        if not any(foreign for _, foreign in self._open):
            self.said.append(data)


@pytest.fixture(scope="module")
def town(
    story: Story, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, WayIn]]:
    """
    Run the demo whose Tuesday has been played; give its address and a way in.
    """
    port = free_port()
    folder = tmp_path_factory.mktemp("town")
    shutil.copytree(story.folder, folder, dirs_exist_ok=True)
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("babygruppe")), "demo"],
        env={
            "BABYGRUPPE_VAR": str(folder),
            "BABYGRUPPE_PORT": str(port),
            "PYTHONUNBUFFERED": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert any("Everything is up" in line for line in process.stdout)
        yield f"http://127.0.0.1:{port}", way_into(folder / "demo")
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


def typed_in(client: Client, way_in: WayIn) -> list[str]:
    """
    Return what somebody has typed in Danish: it is shown in every language.
    """
    with way_in.engine.connect() as connection:
        colleagues = connection.scalars(select(users.c.name)).all()
    groups = client.get("/roster/api/groups")
    themes = [one["theme"] for one in client.get("/roster/api/sessions", limit="100")]
    named = [one[part] for one in groups for part in ("name", "place")]
    mothers = [one["display_name"] for one in client.get("/roster/api/mothers")]
    return sorted(
        filter(None, [*named, *themes, *mothers, *colleagues]), key=len, reverse=True
    )


@pytest.mark.timeout(240)
class TestEnglish:
    @pytest.mark.parametrize("role", READERS)
    def test_has_no_danish_on_any_page_that_a_link_leads_to(self, town, role):
        """
        From the role's home and the overviews on, every page that is linked is there,
        and says everything in English but what somebody has typed.
        """
        address, way_in = town
        session = requests.Session()
        secret = way_in.secret(way_in.user(role, place_of(role)))
        data = typed_in(Client(address, tokens(way_in.engine)), way_in)
        session.cookies.update({"language": "en", SESSION: secret})
        waiting = ["/"]
        seen: set[str] = set()

        while waiting:
            path = waiting.pop()
            if shape_of(path) in seen:
                continue
            seen.add(shape_of(path))
            answer = session.get(address + path, timeout=20)
            assert answer.status_code == 200, path
            page = Reading(answer.text)
            assert danish_in(page, data) == [], path
            waiting += sorted(page.links)
        session.close()

        assert len(seen) >= FEWEST_PAGES.get(role, 5)


def shape_of(path: str) -> str:
    """
    Return the path with its ids left out: one page of a kind is enough.
    """
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "<id>", path)


def danish_in(page: Reading, data: list[str]) -> list[str]:
    found = []
    for text in page.said:
        own = text
        for typed in data:
            own = own.replace(typed, " ")
        if DANISH.search(own):
            found.append(text.strip())
    return found
