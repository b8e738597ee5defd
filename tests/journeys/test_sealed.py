"""
A whole statutory notification leaves no trace where anybody else could find one.
"""

import re
from collections.abc import Mapping

import requests
from structlog.testing import capture_logs

from shared.kernel.clock import day_of
from shared.kernel.organisations import Organisation, Role
from tests.journeys.conftest import Everything
from tests.journeys.spine import MISSES, Spine
from tests.journeys.test_erasure import rows
from tests.support.bus import eventually

OTHERS = ("roster", "outreach", "notifications")
# The repeat of a form hears its answer again: for a week it stands where that was sent.
OF_THE_LANE = {
    "sealed_cases", "sealed_history", "sealed_looks", "sealed_looks_heads", "answers",
}  # fmt: skip
LEADER = (Role.LEADER, Organisation.HOUSING_TEAM)
SENT = {
    "office": "duty-service", "parents_informed": "false", "interpreted": "false",
}  # fmt: skip


class Sealed:
    """
    The lane at its door, as the browsers of author and leader use it.
    """

    def __init__(self, everything: Everything) -> None:
        self.root = f"{everything.address}/referrals"
        self._way_in = everything.way_in

    def get(
        self, path: str, role: Role, of: Organisation | None = None
    ) -> requests.Response:
        shown = self._way_in.of(role, of)
        address = self.root + path
        return requests.get(address, timeout=10, allow_redirects=False, **shown)

    def send(
        self,
        path: str,
        form: Mapping[str, str],
        role: Role = Role.COORDINATOR,
        of: Organisation | None = None,
    ) -> requests.Response:
        shown = self._way_in.of(role, of)
        address = self.root + path
        return requests.post(
            address, data=form, timeout=10, allow_redirects=False, **shown
        )


def play(sealed: Sealed, mother_id: str, today: str) -> str:
    """
    Play it from the first thought to the answer; return the case's id.
    """
    begun = sealed.send("/sealed", {"mother_id": mother_id})
    path = begun.headers["Location"].removeprefix("/referrals")
    steps: list[tuple[str, dict[str, str]]] = [
        ("discuss", {}),
        ("send", SENT | {"sent_on": today}),
        ("receipt", {"receipted_on": today}),
    ]
    for version, (step, facts) in enumerate(steps, start=1):
        told = {"version": str(version), **facts}
        assert sealed.send(f"{path}/{step}", told).status_code == 303
        assert sealed.get(path, Role.COORDINATOR).status_code == 200
        assert sealed.get(path, *LEADER).status_code == 200
    for page in ("/", "/sealed"):
        assert sealed.get(page, Role.COORDINATOR).status_code == 200
    for page in ("/figures", "/sealed"):
        assert sealed.get(page, *LEADER).status_code == 200
    last = sealed.send(f"{path}/tell_outcome", {"version": "4"}, *LEADER)
    assert last.status_code == 303
    return path.rpartition("/")[2]


def kept(everything: Everything, service: str) -> set[tuple[str, str]]:
    return set(rows(everything.house.engines[service]))


class TestSealedLane:
    def test_leaves_no_trace_anywhere_else(self, everything: Everything):
        """
        Every table of the other services is as it was, in referrals none but its own
        has a row more: no outbox, no log of looks. No line of the process's log names
        it either.
        """
        spine = Spine(everything.client, everything.clock.now())
        spine.prepare()
        assert eventually(spine.known_to_referrals)
        assert eventually(lambda: _is_quiet(everything))
        mother_id = spine.mothers[MISSES]
        sealed = Sealed(everything)
        # An ordinary look at her ordinary page: within five minutes it is the same.
        sealed.get("/", Role.COORDINATOR)
        before = {name: kept(everything, name) for name in (*OTHERS, "referrals")}

        with capture_logs() as logs:
            today = day_of(everything.clock.now()).isoformat()
            case_id = play(sealed, mother_id, today)

        for name in OTHERS:
            assert kept(everything, name) == before[name], name
        changed = kept(everything, "referrals") ^ before["referrals"]
        assert {table for table, _ in changed} == OF_THE_LANE
        plain = case_id.replace("-", "")
        assert {
            table
            for name, engine in everything.house.engines.items()
            for table, told in rows(engine)
            if plain in told or "duty_service" in told or "dutyservice" in told
        } == OF_THE_LANE
        said = repr(logs)
        assert case_id not in said
        assert mother_id not in said
        assert "sealed" not in said

    def test_is_shut_to_everybody_else(self, everything: Everything):
        """
        Each role of each organisation but those two hears the same of a case that there
        is and of one that there is not; and finds no word of it on the pages that she
        has.
        """
        spine = Spine(everything.client, everything.clock.now())
        spine.prepare()
        assert eventually(spine.known_to_referrals)
        sealed = Sealed(everything)
        begun = sealed.send("/sealed", {"mother_id": spine.mothers[MISSES]})
        there = begun.headers["Location"].rpartition("/")[2]
        not_there = spine.mothers[MISSES]

        for role, of in _others():
            pages = [
                sealed.get(f"/sealed/{one}", role, of) for one in (there, not_there)
            ]
            tried = [
                sealed.send(f"/sealed/{one}/close", {"version": "1"}, role, of)
                for one in (there, not_there)
            ]
            told = [(one.status_code, _same(one.text)) for one in (*pages, *tried)]
            assert {status for status, _ in told} == {404}
            assert told[0] == told[1], (role, of)
            assert told[2] == told[3], (role, of)
            for path in ("/", "/figures", "/sealed", "/looks"):
                assert there not in sealed.get(path, role, of).text
        assert not everything.client.get(
            f"/referrals/api/mothers/{spine.mothers[MISSES]}/personal"
        )["parts"].get("sealed_cases")


def _others() -> list[tuple[Role, Organisation]]:
    return [
        (Role.PAEDAGOG, Organisation.DAYCARE),
        (Role.HEALTH_VISITOR, Organisation.HEALTH_VISITORS),
        (Role.HEALTH_VISITORS_LEADER, Organisation.HEALTH_VISITORS),
        (Role.LEADER, Organisation.HEALTH_VISITORS),
        (Role.LEADER, Organisation.DAYCARE),
        (Role.DAYCARE_INTAKE, Organisation.DAYCARE_INTAKE),
        (Role.ADMINISTRATOR, Organisation.HOUSING_TEAM),
    ]


def _is_quiet(everything: Everything) -> bool:
    """
    Whether nothing is on its way any more between the services.
    """
    names = tuple(everything.house.engines)
    first = {name: kept(everything, name) for name in names}
    return first == {name: kept(everything, name) for name in names}


def _same(page: str) -> str:
    """
    Leave out what is another on each page: the keys of its forms, and its own address.
    """
    return re.sub(r'value="[^"]*"|/sealed/[0-9a-f-]+', "", page)
