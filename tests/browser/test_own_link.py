"""
A mother's own page on her phone: made by the coordinator, used without a script.
"""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from deploy.client import Client
from shared.kernel.clock import on_the_wall
from shared.kernel.organisations import Role
from tests.browser.looks import axe, keep_pictures
from tests.browser.visits import Visit, faults_of_form

HEAVIEST = 30_000  # bytes on the first visit, over the line
TIMES = {"starts_at": "10:00", "ends_at": "12:00"}


@pytest.fixture
def group_id(client) -> str:
    """
    Give a group that nobody else has, which meets in a week and talks about sleep.
    """
    day = on_the_wall(datetime.now(UTC)).date() + timedelta(days=7)
    group = {"name": "Tirsdagsgruppen", "weekday": day.weekday(), "place": "Børnehuset"}
    made = client.post("/roster/api/groups", group | TIMES, step=str(uuid4()))
    session = {"group_id": made["id"], "date": day.isoformat(), "theme": "søvn"}
    client.post("/roster/api/sessions", session | TIMES, step=str(uuid4()))
    return made["id"]


class Coordinator:
    """
    The coordinator at her browser, who makes links for mothers of her group.
    """

    def __init__(self, page: Page, client: Client, group_id: str) -> None:
        self.page = page
        self._client = client
        self._group_id = group_id

    def link_in(self, language: str) -> str:
        """
        Make a link for a new mother who reads this language.
        """
        told = {"display_name": f"Prøve {language}", "languages": [language]}
        mother = self._client.post(
            "/roster/api/mothers",
            told | {"group_id": self._group_id},
            step=str(uuid4()),
        )
        self.page.goto(f"/roster/mothers/{mother['id']}")
        self.page.get_by_role("button", name="Lav et link").click()
        return self.page.get_by_label("Link", exact=True).input_value()


@pytest.fixture
def coordinator(acting_as, client, group_id) -> Coordinator:
    return Coordinator(acting_as(Role.COORDINATOR).new_page(), client, group_id)


def look(page: Page, name: str) -> None:
    keep_pictures(page, name)
    assert axe(page) == []
    assert faults_of_form(page) == ([0, 0], [])


class TestOwnLink:
    def test_cancels_from_the_right_without_a_script(self, acting_as, coordinator):
        """
        In Persian: one tap says that she does not come and shows that it was taken.
        Light, within 320 points, for everybody; so it is in Danish and Ukrainian.
        """
        link = coordinator.link_in("fa")
        look(coordinator.page, "own_link_made")
        page = acting_as(None, java_script_enabled=False).new_page()
        visit = Visit(page)
        page.goto(link, wait_until="networkidle")

        assert 3_000 < visit.bytes < HEAVIEST
        assert visit.complaints == []
        page.get_by_role("button", name="نمی‌توانم بیایم").click()
        expect(page.get_by_role("status")).to_contain_text("می‌دانیم که نمی‌آیید")
        assert page.url == link

        seeing = acting_as(None).new_page()
        for language in ("fa", "da", "uk"):
            seeing.goto(link if language == "fa" else coordinator.link_in(language))
            look(seeing, f"own_page_{language}")
        seeing.goto(link[:-3])
        look(seeing, "own_page_no_link")
