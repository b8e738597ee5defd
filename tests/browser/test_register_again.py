"""
The register after it was closed, and who walks in: on a phone, with one thumb.
"""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from shared.kernel.clock import on_the_wall
from shared.kernel.organisations import Role
from tests.browser.invented import NAMES
from tests.browser.looks import axe, keep_pictures
from tests.browser.phone import until

AYLIN, BAHAR, *REST = NAMES


def opened(acting_as, meeting, **options) -> Page:
    page = acting_as(Role.COORDINATOR, **options).new_page()
    page.goto(meeting.page)
    return page


def unfold(page: Page, label: str) -> None:
    page.locator("summary", has_text=label).click()


class TestReopen:
    def test_is_a_few_taps_to_the_mark_that_was_missing(self, acting_as, meeting, book):
        """
        Open again, mark, close again; what happened stands below, for everybody.
        """
        book.mark(BAHAR, "attended")
        book.close()
        page = opened(acting_as, meeting)

        unfold(page, "Åbn registeret igen")
        page.get_by_role("button", name="Åbn registeret igen").click()
        expect(page.get_by_text("Registeret er åbnet igen.")).to_be_visible()
        keep_pictures(page, "register_reopened")
        page.get_by_role("button", name=f"Mødt: {AYLIN}").click()
        until(lambda: book.outcomes() == {AYLIN: "attended", BAHAR: "attended"})
        page.get_by_role("button", name="Luk registeret").click()

        expect(page.get_by_text("fra udeblevet til mødt")).to_be_visible()
        missed = dict.fromkeys(REST, "missed")
        assert book.outcomes() == {AYLIN: "attended", BAHAR: "attended"} | missed
        keep_pictures(page, "register_closed_again")
        page.locator("summary").evaluate_all("all => all.forEach(s => s.click())")
        keep_pictures(page, "register_closed_again_unfolded")
        assert axe(page) == []

    def test_lets_a_mark_in_that_has_waited_since_before_the_close(self, phone, book):
        """
        The phone had no network while the others closed; the line is empty again, as
        it was when she tapped.
        """
        phone.lose_network()
        phone.tap("Mødt", AYLIN)
        phone.says("1 mærke venter")
        book.close()
        book.reopen()

        phone.find_network()

        until(lambda: book.outcomes() == {AYLIN: "attended"})
        phone.shows("Mødt", AYLIN)


class TestWalkIn:
    @pytest.mark.parametrize("has_scripts", [True, False])
    def test_is_entered_and_marked_without_leaving_the_page(
        self, acting_as, meeting, book, has_scripts
    ):
        """
        A name and one tap, with a script and without.
        """
        page = opened(acting_as, meeting, java_script_enabled=has_scripts)
        unfold(page, "Kom der en, som ikke står her?")
        page.get_by_label("Navn", exact=True).fill("Zînê Opspind")
        page.get_by_role("button", name="Skriv hende på, hun er mødt").click()

        here = page.get_by_role("button", name="Mødt: Zînê Opspind")
        expect(here).to_have_attribute("aria-pressed", "true")
        assert book.outcomes() == {"Zînê Opspind": "attended"}
        assert page.url.partition("#")[0].endswith(meeting.page)

    def test_is_offered_as_the_mother_whose_number_it_is(
        self, acting_as, meeting, client, book
    ):
        """
        No second Soraya: one tap marks the one whom we know.
        """
        number = f"+452071{uuid4().int % 10**4:04}"
        known = {
            "group_id": meeting.group_id,
            "display_name": "Soraya Påhit",
            "phone": number,
        }
        client.post("/roster/api/mothers", known, step=number)
        page = opened(acting_as, meeting)
        unfold(page, "Kom der en, som ikke står her?")
        keep_pictures(page, "walk_in")
        assert axe(page) == []

        page.get_by_label("Navn", exact=True).fill("Sorea")
        page.get_by_label("Telefon, hvis hun vil").fill(number)
        page.get_by_role("button", name="Skriv hende på, hun er mødt").click()
        expect(page.get_by_text("Er det hende?")).to_be_visible()
        keep_pictures(page, "walk_in_known")
        assert axe(page) == []
        page.get_by_role("button", name="Ja, hun er mødt").click()

        until(lambda: book.outcomes() == {"Soraya Påhit": "attended"})


class TestForgotten:
    @pytest.mark.parametrize(
        ("role", "home"),
        [
            (Role.COORDINATOR, "/outreach/"),
            (Role.PAEDAGOG, "/roster/"),
            (Role.HEALTH_VISITOR, "/referrals/"),
        ],
    )
    def test_stands_at_the_top_of_each_home(
        self, acting_as, meeting, client, role, home
    ):
        """
        An old register is open: each of the three reads it first, with the button.

        Of the day before yesterday: one that ended a minute before midnight has an hour
        to be closed, also in the first hour of the day.
        """
        that_day = on_the_wall(datetime.now(UTC)).date() - timedelta(days=2)
        told = {"group_id": meeting.group_id, "date": f"{that_day}"}
        step = f"{meeting.group_id} {role}"
        session = client.post("/roster/api/sessions", told, step=step)
        page = acting_as(role).new_page()

        page.goto(home)
        button = page.locator(f'.button[href="/roster/sessions/{session["id"]}"]')
        expect(button.first).to_be_visible()
        keep_pictures(page, f"forgotten_{role}")
        assert axe(page) == []

        # The town is the same for all tests: none of the others has forgotten it.
        close = f"/roster/api/sessions/{session['id']}/close"
        client.post(close, {}, step=f"{step} close")
