"""
What a browser is given to keep the register usable without a network.
"""

import re
from pathlib import Path

import pytest
import requests

import services.roster
import shared.web
from shared.kernel.organisations import Role

STATIC = [
    Path(package.__path__[0]) / "static" for package in (services.roster, shared.web)
]
MODULES = {path.name: path for folder in STATIC for path in folder.glob("*.js")}
LOOKS = {"style.css", "icon.svg"}
WORKER = "service_worker.js"
ANOTHER_WORKER = "no_network_worker.js"  # The door's own.
LONGEST_WAIT = 10  # seconds


@pytest.fixture
def get(visitor):
    """
    Ask for what lies below the roster's address.
    """

    def ask(path, **headers):
        address = f"{visitor.root}/roster{path}"
        return requests.get(address, headers=headers, timeout=LONGEST_WAIT)

    return ask


class TestScripts:
    @pytest.mark.parametrize("name", sorted(MODULES))
    def test_are_sent_as_they_lie_in_their_folder(self, get, name):
        """
        As a module that a browser accepts, asked for anew each time, under the same
        strict policy as the pages.
        """
        answer = get(f"/static/{name}")

        assert answer.content == MODULES[name].read_bytes()
        assert answer.headers["Content-Type"].startswith("text/javascript")
        assert answer.headers["Cache-Control"] == "no-cache"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]

    def test_are_not_sent_again_to_a_browser_that_has_them(self, get):
        """
        On a poor network a module that has not changed costs one short answer.
        """
        first = get("/static/marks.js")

        again = get("/static/marks.js", **{"If-None-Match": first.headers["ETag"]})

        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize("name", ["nothing", "..%2fwaiting", "%2e%2e%2fwaiting"])
    def test_are_the_only_thing_below_their_address(self, get, name):
        """
        Nothing else on the server's disk is reached by the name of a script.
        """
        assert get(f"/static/{name}.js").status_code == 404

    def test_look_after_the_roster_and_nothing_else(self, get):
        """
        The worker lies where it may keep the register's page, and no other service's.
        """
        answer = get("/service-worker.js")

        assert answer.content == MODULES[WORKER].read_bytes()
        assert "Service-Worker-Allowed" not in answer.headers


class TestServiceWorker:
    def test_keeps_every_module_that_the_register_needs(self):
        """
        One that is forgotten in the list would be missed only without a network.
        """
        written = MODULES[WORKER].read_text(encoding="utf-8")
        listed = re.findall(r"const [A-Z]+ = \[(.*?)\];", written, re.DOTALL)

        kept = set(re.findall(r'"([^"]+)"', "".join(listed)))

        assert kept == MODULES.keys() - {WORKER, ANOTHER_WORKER} | LOOKS


class TestOfflinePage:
    def test_tells_nothing_of_anybody(self, visitor):
        """
        It is kept for whoever opens the device, so it names neither a mother nor who is
        at work.
        """
        visitor.mother(visitor.group(), "Nevra")

        shown = visitor.way_in.of(Role.PAEDAGOG)
        name = visitor.way_in.user(Role.PAEDAGOG).name

        address = f"{visitor.root}/roster/offline"
        page = requests.get(address, **shown, timeout=LONGEST_WAIT).text

        assert "Ingen forbindelse" in page
        assert "Nevra" not in page
        assert "data-person" not in page
        assert name not in page
