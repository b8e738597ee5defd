"""
The pages for other systems, and the calendar that they lead to.
"""

import re
from datetime import UTC, datetime

import pytest
import requests
from icalendar import Calendar

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.usecases import task_feed
from services.outreach.usecases.webhooks import (
    add_endpoint,
    collect_deliveries,
    deliver,
)
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from tests.outreach.desk import Guest, meeting
from tests.outreach.entrypoints.conftest import Site
from tests.outreach.usecases.test_ask_to_come import ask, plan
from tests.support.way_in import place_of

URL = "https://hooks.eksempel.dk/opgaver"


class Down:
    def send(self, **_told: object) -> str:
        return "timeout"


def as_administrator(site: Site, path: str, **form: object) -> requests.Response:
    role = Role.ADMINISTRATOR
    return requests.post(
        site.url + path,
        data=form,
        **site.way_in.of(role, place_of(role)),
        timeout=10,
        allow_redirects=False,
    )


class TestWebhooks:
    def test_show_the_secret_once_and_are_turned_off(self, site: Site):
        """
        The key stands on the answer alone; afterwards there is only the address.
        """
        added = as_administrator(site, "/webhooks", url=URL)
        page = site.get("/webhooks", Role.ADMINISTRATOR).text

        assert added.status_code == 200
        assert "whsec_" in added.text
        assert "whsec_" not in page
        assert URL in page
        assert "Slået til" in page
        there = re.search(r'action="/outreach(/webhooks/[^"]+)"', page)
        assert there
        assert as_administrator(site, there[1]).status_code == 303
        assert "Slået fra" in site.get("/webhooks", Role.ADMINISTRATOR).text

    def test_refuse_what_is_no_https_address(self, site: Site):
        """
        The page says which field, and nothing is added.
        """
        answer = as_administrator(site, "/webhooks", url="http://127.0.0.1/")

        assert answer.status_code == 422
        assert "<strong>Adresse</strong>: Skriv en adresse" in answer.text
        page = site.get("/webhooks", Role.ADMINISTRATOR).text
        assert "Ingen andre systemer får besked." in page

    def test_are_not_for_the_coordinator(self, site: Site):
        """
        Who is told is decided by the administrator.
        """
        assert site.get("/webhooks").status_code == 404
        assert site.submit("/webhooks", url=URL).status_code == 404

    def test_show_one_that_does_not_answer(self, site: Site, mother: Guest):
        """
        It is told since when, why, how much waits and when it is tried again.
        """
        desk = site.desk
        add_endpoint(url=URL, now=desk.clock.now(), uow=desk.uow())
        desk.hear(mother.missed(meeting()))
        collect_deliveries(now=desk.clock.now(), uow=desk.uow())
        deliver(sender=Down(), now=desk.clock.now(), uow=desk.uow())

        page = site.get("/webhooks", Role.ADMINISTRATOR).text

        assert "Svarer ikke" in page
        assert "Der kom intet svar i tide." in page
        assert "1 besked venter" in page


class TestTaskFeed:
    def test_opens_with_its_secret_alone(self, site: Site):
        """
        Each task with its state and a link, and nobody's name or number.
        """
        guests = [Guest(id=new_id()) for _ in range(3)]
        session = meeting()
        for guest in guests:
            site.desk.hear(guest.contact())
            site.desk.hear(guest.missed(session))
        site.desk.try_her(guests[1], AttemptOutcome.COMING_NEXT)
        site.desk.hear(guests[2].excused_late(session), version=2)
        address = made(site)

        answer = requests.get(address, timeout=10)

        assert answer.headers["Content-Type"].startswith("text/calendar")
        todos = Calendar.from_ical(answer.content).walk("VTODO")
        told = {str(one["URL"]).rsplit("/", 1)[1]: str(one["STATUS"]) for one in todos}
        states = ["NEEDS-ACTION", "COMPLETED", "CANCELLED"]
        assert [told[str(guest.id)] for guest in guests] == states
        assert "Nurg" not in answer.text
        assert "67000001" not in answer.text
        again = requests.get(
            address, headers={"If-None-Match": answer.headers["ETag"]}, timeout=10
        )
        assert again.status_code == 304

    def test_leaves_out_whom_nobody_is_to_ask(self, site: Site, mother: Guest):
        """
        Without a yes, after her two texts, she is nobody's task.
        """
        first, *_ = plan(site.desk)
        site.desk.hear(mother.missed(first))
        ask(site.desk)

        calendar = requests.get(made(site), timeout=10).content

        assert Calendar.from_ical(calendar).walk("VTODO") == []

    def test_tells_the_step_the_day_and_that_there_are_more(
        self, site: Site, mother: Guest, monkeypatch: pytest.MonkeyPatch
    ):
        """
        What is to be done until when; what the calendar does not hold is told in it.
        """
        monkeypatch.setattr(task_feed, "HELD_BY_A_FEED", 1)
        site.desk.hear(mother.committed())
        site.desk.hear(mother.missed(meeting()))
        address = made(site)
        whole = Calendar.from_ical(requests.get(address, timeout=10).content)
        site.desk.clock.later(minutes=5)
        site.desk.hear(Guest(id=new_id()).missed(meeting()))

        cut = Calendar.from_ical(requests.get(address, timeout=10).content)

        [todo] = whole.walk("VTODO")
        assert todo["SUMMARY"] == "Følg op: Ring til hende"
        assert todo["X-BABYGRUPPE-STEP"] == "call"
        assert todo["DUE"].dt == datetime(2027, 3, 10, 19, tzinfo=UTC)
        assert "500" in whole["X-WR-CALDESC"]
        told = [str(one["SUMMARY"]) for one in cut.walk("VTODO")]
        assert told == [
            "Følg op: Ring til hende",
            "Der er flere opgaver, end kalenderen rummer",
        ]

    def test_closes_with_a_new_link_and_when_it_is_taken_back(self, site: Site):
        """
        A lost link opens nothing any more.
        """
        first = made(site)
        second = made(site)
        assert requests.get(first, timeout=10).status_code == 404
        assert requests.get(second, timeout=10).status_code == 200
        assert "Luk linket til din kalender" in site.get("/").text

        site.submit("/task_feed/revoke")

        assert requests.get(second, timeout=10).status_code == 404
        assert "Luk linket til din kalender" not in site.get("/").text

    def test_closes_for_one_who_was_shut_out(self, site: Site):
        """
        Out at once and everywhere: also where a calendar asks in her name.
        """
        hers = made(site)
        assert requests.get(hers, timeout=10).status_code == 200

        site.way_in.shut_out(Role.COORDINATOR)

        assert requests.get(hers, timeout=10).status_code == 404


def made(site: Site) -> str:
    page = site.submit("/task_feed").text
    address = re.search(r'value="(http[^"]+[.]ics)"', page)
    assert address
    return address[1]
