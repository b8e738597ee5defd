"""
A year is planned on a phone, and one session of it is moved.
"""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from shared.kernel.clock import on_the_wall
from shared.kernel.organisations import Role
from tests.browser.looks import axe, keep_pictures

YEAR = on_the_wall(datetime.now(UTC)).year + 1
HOLIDAYS = f"""Ferie;Første dag;Sidste dag
Vinterferie;13-02-{YEAR};21-02-{YEAR}
Sommerferie;26-06-{YEAR};08-08-{YEAR}
"""


@pytest.fixture
def calendar(client) -> str:
    """
    Give the address of the calendar of a group that nobody else has.
    """
    group = {
        "name": "Torsdagsgruppen",
        "weekday": 3,
        "starts_at": "10:00",
        "ends_at": "12:00",
        "place": "Børnehuset",
    }
    made = client.post("/roster/api/groups", group, step=f"calendar:{uuid4()}")
    return f"/roster/groups/{made['id']}/calendar?year={YEAR}"


def choose(page: Page, content: bytes) -> None:
    page.goto("/roster/holidays")
    file = {"name": "ferier.csv", "mimeType": "text/csv", "buffer": content}
    page.get_by_label("Fil", exact=True).set_input_files(file)
    page.get_by_role("button", name="Se, hvad der sker").click()


class TestYear:
    def test_is_planned_and_one_session_moved_on_a_phone(self, acting_as, calendar):
        """
        Holidays come in from a file, the year is shown before it is saved, and a
        session that is moved stands on its new day, at its new place.
        """
        page = acting_as(Role.COORDINATOR).new_page()
        choose(page, (HOLIDAYS + ";31-02-2027;\n").encode("cp1252"))
        expect(page.get_by_text("2 fejl i filen")).to_be_visible()
        keep_pictures(page, "holidays_wrong")
        choose(page, HOLIDAYS.encode("cp1252"))
        keep_pictures(page, "holidays_file")
        assert axe(page) == []
        page.get_by_role("button", name="Hent dem ind").click()
        expect(page.get_by_role("heading", name="Sommerferie")).to_be_visible()
        keep_pictures(page, "holidays_known")

        page.goto(calendar)
        page.get_by_role("link", name=f"Planlæg {YEAR}").click()
        keep_pictures(page, "calendar_plan_year")
        page.get_by_role("button", name="Gem i kalenderen").click()
        expect(page.get_by_text("Planlagt").first).to_be_visible()
        held = page.get_by_text("Planlagt").count()
        first = page.locator("li.card").first
        was = first.get_by_role("heading").inner_text()
        first.get_by_role("link", name=re.compile("Ret:")).click()
        page.get_by_label("Tema").fill("søvn")
        page.get_by_label("Start").fill("09:30")
        page.get_by_label("Sted", exact=True).fill("Biblioteket")
        keep_pictures(page, "session_change_filled")
        page.get_by_role("button", name="Gem").click()
        expect(page.get_by_text("Ret tid, sted eller tema")).to_be_visible()
        page.goto(calendar)

        expect(first).to_contain_text("kl. 09.30")
        expect(first).to_contain_text("Biblioteket · søvn")
        assert first.get_by_role("heading").inner_text() == was
        assert 40 <= held <= 46
        page.get_by_role("button", name="Lav et link").click()
        expect(page.get_by_label("Linket", exact=True)).to_have_value(
            re.compile(r"/roster/calendar/[\w-]{43}\.ics$")
        )
        keep_pictures(page, "calendar_year")
        assert axe(page) == []
