"""
The town of the demo: a Tuesday has been played in it, so that every page has something.
"""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import requests

from deploy.client import Client
from shared.access.domain.invitation import LinkKind
from shared.access.domain.user import User
from shared.access.storage.book import changing
from shared.access.usecases.invite_user import invite_user, link_for
from shared.kernel.clock import day_of
from shared.kernel.ids import new_id
from shared.kernel.organisations import Organisation, Role
from tests.browser.people import client_at
from tests.support.private_process import free_port
from tests.support.way_in import WayIn, place_of, way_into

_MAIN = Path(__file__).parents[2]
_ADDRESS = re.compile(r"open (http://\S+)/")
_STOP = 20.0  # seconds


class Town:
    """
    ``babygruppe demo``, as somebody runs it to have a first look.
    """

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-m", "deploy.cli", "demo"],
            cwd=_MAIN,
            env=os.environ
            | {"BABYGRUPPE_VAR": str(folder), "BABYGRUPPE_PORT": str(free_port())},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.address = self._played()
        self.folder = folder / "demo"
        self.way_in = way_into(self.folder)
        name_three(self)
        self.places = places_in(client_at(self), self.address) | links_in(self.way_in)
        self.places |= sealed_in(self)

    def _played(self) -> str:
        told = []
        for line in self._process.stdout:
            told.append(line)
            if found := _ADDRESS.search(line):
                return found[1]
        raise RuntimeError("".join(told)[-2_000:])

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(_STOP)
        self._process.stdout.close()


def name_three(town: "Town") -> None:
    """
    Let those who look at the pages run the group; one of them is away next time.
    """
    client = client_at(town)
    [group] = client.get("/roster/api/groups")
    deputy = User(
        id=new_id(),
        organisation=Organisation.HOUSING_TEAM,
        role=Role.COORDINATOR,
        name="Prøve Stedfortræder",
    )
    with changing(town.way_in.engine) as book:
        book.users.add(deputy)
    for role in (Role.COORDINATOR, Role.PAEDAGOG, Role.HEALTH_VISITOR):
        told = {"user_id": str(town.way_in.user(role).id)}
        if role is Role.COORDINATOR:
            told["deputy_id"] = str(deputy.id)
        path = f"/roster/api/groups/{group['id']}/seat"
        client.post(path, told, step=f"town:{role}", by=role)
    sessions = client.get("/roster/api/sessions", limit="100")
    [*_, coming] = [one for one in sessions if one["state"] == "planned"]
    requests.post(
        f"{town.address}/roster/absences",
        data={
            "user_id": str(town.way_in.user(Role.COORDINATOR).id),
            "first_day": coming["starts_at"][:10],
            "kind": "course",
        },
        timeout=_STOP,
        **town.way_in.of(Role.COORDINATOR),
    )


def places_in(client: Client, address: str) -> dict[str, str]:
    """
    Return the ids that addresses of pages need.
    """
    follow_up = client.get("/outreach/api/follow_ups")[0]
    referral = client.get("/referrals/api/referrals", by=Role.HEALTH_VISITOR)[0]
    hand_off = client.get("/referrals/api/hand_offs")[0]
    sessions = client.get("/roster/api/sessions", limit="100")
    pick_up = client.get("/roster/api/pick_ups")[0]
    closed = [one for one in sessions if one["state"] == "closed"]
    planned = [one for one in sessions if one["state"] == "planned"]
    with_children = [
        one
        for one in client.get("/roster/api/mothers")
        if client.get(f"/roster/api/mothers/{one['id']}")["children"]
    ]
    return {
        "address": address,
        "mother": follow_up["mother_id"],
        "parent": with_children[0]["id"],
        "group": sessions[0]["group_id"],
        "suggested": _standing(client, "suggested"),
        "paused": _standing(client, "paused"),
        "closed": closed[-1]["id"],
        "open": planned[0]["id"],
        "coming": planned[-1]["id"],
        "referral": referral["id"],
        "hand_off": hand_off["id"],
        "fetched": pick_up["mother_id"],
        "fetched_to": pick_up["session_id"],
    }


def _standing(client: Client, enrolment: str) -> str:
    return str(client.get("/roster/api/mothers", enrolment=enrolment)[0]["id"])


def links_in(way_in: WayIn) -> dict[str, str]:
    """
    Return the ways in for somebody who has not been here yet.
    """
    now = datetime.now(UTC)
    with changing(way_in.engine) as book:
        invited, other = [
            invite_user(
                organisation=Organisation.DAYCARE,
                role=Role.PAEDAGOG,
                name=f"Prøve {name}",
                sign_in_name=name,
                now=now,
                book=book,
            )
            for name in ("ny", "anden")
        ]
        # The newest link of somebody is the only one that is good.
        shown = link_for(other.user, kind=LinkKind.DEMO, now=now, book=book)
    return {"invitation": invited.secret, "demo": shown.secret}


def sealed_in(town: Town) -> dict[str, str]:
    """
    Let the coordinator consider one notification, and wait too long for the other's.
    """
    considered, sealed = _begin_sealed(town), _begin_sealed(town)
    _send_form(
        town,
        f"/referrals/sealed/{sealed}/send",
        {
            "version": "1",
            "sent_on": f"{day_of(datetime.now(UTC)) - timedelta(days=21)}",
            "office": "family-department",
            "parents_informed": "true",
            "interpreted": "true",
        },
    )
    return {"considered": considered, "sealed": sealed}


def _begin_sealed(town: Town) -> str:
    told = {"mother_id": town.places["parent"]}
    return _send_form(town, "/referrals/sealed", told).rpartition("/")[2]


def _send_form(town: Town, path: str, form: dict[str, str]) -> str:
    """
    Send a form as the coordinator; return where it leads.
    """
    somebody = Role.COORDINATOR
    shown = town.way_in.of(somebody, place_of(somebody))
    answer = requests.post(town.address + path, data=form, timeout=_STOP, **shown)
    answer.raise_for_status()
    return answer.url


def wrong_file(town: Town) -> str:
    """
    Choose a roster file with errors in it; return the id of the page on them.
    """
    somebody = Role.COORDINATOR
    shown = town.way_in.of(somebody, place_of(somebody))
    groups = client_at(town).get("/roster/api/groups")
    answer = requests.post(
        f"{town.address}/roster/import",
        data={"group_id": groups[0]["id"]},
        files={"file": ("x.csv", "navn;telefon\n;12\nPrøve;hej\n".encode())},
        timeout=_STOP,
        **shown,
    )
    return answer.url.rpartition("/")[2]
