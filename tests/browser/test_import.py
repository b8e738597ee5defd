"""
A long list comes in while its page looks on.
"""

import pytest
from playwright.sync_api import Page, expect

from shared.kernel.organisations import Role
from tests.browser.looks import axe, keep_pictures

WRONG = 300  # lines, so that the clock does it
LONGEST_WAIT = 60_000  # milliseconds


def choose(page: Page, group: str, content: str) -> None:
    page.goto("/roster/import")
    file = {
        "name": "liste.csv",
        "mimeType": "text/csv",
        "buffer": content.encode("utf-8-sig"),
    }
    page.get_by_label("Gruppe").select_option(group)
    page.get_by_label("Fil", exact=True).set_input_files(file)
    page.get_by_role("button", name="Se, hvad der sker").click()


@pytest.fixture
def group(client) -> str:
    """
    Give a group that nobody else has.
    """
    told = {
        "name": "Den lange gruppe",
        "weekday": 4,
        "starts_at": "13:00",
        "ends_at": "14:00",
        "place": "Børnehuset",
    }
    return client.post("/roster/api/groups", told, step="import:group")["id"]


class TestLongList:
    def test_is_followed_to_its_end_without_a_reload(self, acting_as, group):
        """
        The page goes by itself from reading to what would change, and to the end. Few
        are new: the other lines are wrong, so that no other page grows by them.
        """
        page = acting_as(Role.COORDINATOR).new_page()
        new = [f"Prøve Langliste {one};;24-08-2025" for one in range(3)]
        wrong = [f"Prøve Forkert Linje {one};;i går" for one in range(WRONG)]
        choose(page, group, "\r\n".join(["navn;barn;født", *new, *wrong]))
        button = page.get_by_role("button", name="Hent kun de gode linjer")
        expect(button).to_be_visible(timeout=LONGEST_WAIT)
        assert axe(page) == []

        button.click()

        done = page.get_by_text("3 nye mødre er kommet på listen.")
        expect(done).to_be_visible(timeout=LONGEST_WAIT)
        assert axe(page) == []
        keep_pictures(page, "import_done")
