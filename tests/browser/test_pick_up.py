"""
A new mother is fetched the first time: planned in two taps, seen by who opens the room.
"""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from shared.kernel.clock import on_the_wall
from shared.kernel.organisations import Role
from tests.browser.invented import NAMES
from tests.browser.looks import axe, keep_pictures

AYLIN = NAMES[0]


@pytest.fixture
def next_week(client, meeting):
    """
    Give the moment at which the group's next session begins, and plan that session.
    """
    day = on_the_wall(datetime.now(UTC)).date() + timedelta(days=7)
    content = {
        "group_id": meeting.group_id,
        "date": day.isoformat(),
        "starts_at": "10:00",
        "ends_at": "12:00",
    }
    planned = client.post("/roster/api/sessions", content, step=str(uuid4()))
    return planned["id"]


class TestPickUp:
    def test_is_planned_in_two_taps_and_seen_by_the_paedagog(
        self, acting_as, meeting, next_week
    ):
        """
        On a phone, without a script too: the coordinator taps twice on a mother's page;
        the pædagog's first page says who brings whom, when, and that it is not her.
        """
        context = acting_as(Role.COORDINATOR, java_script_enabled=False)
        hers = context.new_page()
        hers.goto(f"/roster/mothers/{meeting.mothers[AYLIN]}")
        hers.get_by_role("link", name="Aftal at hente hende").click()
        hers.get_by_role("button", name="Hent hende").click()

        expect(hers.locator("#pick-ups")).to_contain_text("kl. 09.30")
        expect(hers.locator("#pick-ups")).to_contain_text("Koordinatoren henter")

        home = acting_as(Role.PAEDAGOG).new_page()
        home.goto("/roster/")
        hers_alone = home.locator(f"a[href*='{meeting.mothers[AYLIN]}']")
        fetched = home.locator(".card").filter(has=hers_alone)
        expect(fetched).to_contain_text("Koordinatoren henter · Hjemme hos hende")
        expect(fetched.get_by_role("link", name="Ret")).to_have_count(0)
        assert axe(home) == []
        keep_pictures(home, "paedagog_home_pick_up")

        home.goto(f"/roster/sessions/{next_week}")
        notice = home.get_by_text("Koordinatoren henter og er ikke i rummet")
        expect(notice).to_be_visible()
        keep_pictures(home, "register_pick_up")

    def test_stands_on_the_coordinator_s_first_page(
        self, acting_as, client, meeting, next_week
    ):
        """
        Her day begins with follow-ups; whom she fetches stands above them, and comes by
        itself when somebody plans it, though another service shows it.
        """
        page = acting_as(Role.COORDINATOR).new_page()
        page.goto("/outreach/")
        expect(page.locator("section#soon")).to_be_visible()
        page.wait_for_timeout(500)
        content = {
            "session_id": next_week,
            "driver_role": "coordinator",
            "meet_at": "09:30",
            "place": "her_door",
        }
        path = f"/roster/api/mothers/{meeting.mothers[AYLIN]}/pick_ups"
        hers = page.locator(f"a[href*='{meeting.mothers[AYLIN]}']")

        client.post(path, content, step=str(uuid4()))

        fetched = page.locator("#soon .card").filter(has=hers)
        expect(fetched).to_contain_text("Koordinatoren henter", timeout=8_000)
        assert axe(page) == []
        keep_pictures(page, "coordinator_home_pick_up")
