"""
A coordinator's work in a browser that runs no script: only slower.
"""

import re

from playwright.sync_api import expect

from shared.kernel.organisations import Role
from tests.browser.keys import tab_to
from tests.browser.phone import until
from tests.browser.work_list import clear_the_list

NEW = "Nima Udenscript"


class TestWithoutAScript:
    def test_a_mother_is_written_in_followed_up_and_referred(
        self, acting_as, client, meeting, book
    ):
        """
        Written in with her child; followed up after the register was closed without a
        mark of hers; and referred, as far as the draft that waits for her answer.
        """
        clear_the_list(client)
        page = acting_as(Role.COORDINATOR, java_script_enabled=False).new_page()
        page.goto("/roster/mothers/new")
        page.get_by_label("Navn", exact=True).fill(NEW)
        page.get_by_label("Gruppe").select_option(meeting.group_id)
        page.locator("summary", has_text="Børn").click()
        page.get_by_label("Født").first.fill("2026-01-05")
        page.get_by_role("button", name="Gem").click()
        expect(page.get_by_role("heading", name=NEW)).to_be_visible()
        mother = re.search(r"/mothers/([0-9a-f-]{36})", page.url)[1]

        book.close()
        until(lambda: page.goto(f"/outreach/mothers/{mother}").ok)
        expect(page.get_by_role("heading", name=NEW)).to_be_visible()
        card = page.locator("li.card").filter(has_text=NEW)
        until(lambda: page.goto("/outreach/").ok and card.count())
        card.locator("summary", has_text="Hun svarede").click()
        card.get_by_role("button", name="Brug for hjælp").click()
        expect(page.get_by_role("heading", name="Hent hende")).to_be_visible()

        page.goto(f"/referrals/new?mother={mother}")
        page.get_by_role("radio", name="Barnet født").check()
        page.get_by_label("Hvad er bekymringen?").select_option(index=1)
        page.get_by_role("button", name="Gem kladde").click()
        expect(page.locator("h1 .state")).to_be_visible()


class TestByKeyboard:
    def test_an_answer_is_written_down(self, acting_as, client, meeting, book):
        """
        Tab to what unfolds, enter; tab to what she said, enter.
        """
        clear_the_list(client)
        mother = next(iter(meeting.mothers.values()))
        book.close()
        page = acting_as(Role.COORDINATOR).new_page()
        card = page.locator("li.card").filter(has=page.locator(f"a[href*='{mother}']"))
        until(lambda: page.goto("/outreach/").ok and card.count())

        tab_to(page, card.locator("summary", has_text="Hun svarede"))
        page.keyboard.press("Enter")
        tab_to(page, card.get_by_role("button", name="Kommer næste gang"))
        page.keyboard.press("Enter")

        expect(page.get_by_role("status").first).to_contain_text("Det er gemt.")
        expect(card).to_have_count(0)
