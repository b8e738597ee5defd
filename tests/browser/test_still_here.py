"""
Whoever sits still is told before she is signed out, and keeps what she has written.
"""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from shared.kernel.organisations import Role
from tests.browser.invented import NAMES
from tests.browser.looks import axe, keep_pictures
from tests.browser.people import put_to_work, sit_still

NEW = "Ny Prøvenavn"
SOON = "bliver logget ud om få minutter"


@pytest.fixture
def context(acting_as) -> BrowserContext:
    return acting_as(Role.COORDINATOR)


def come_back(page: Page) -> None:
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def half_written(context: BrowserContext, place: str) -> Page:
    page = context.new_page()
    page.goto(place)
    page.get_by_text("Kom der en, som ikke står her?").click()
    page.get_by_label("Navn", exact=True).fill(NEW)
    return page


class TestSoonOut:
    @pytest.mark.usefixtures("meeting")  # Without a group there is no form.
    def test_is_told_and_says_that_she_is_here(self, acting_as, product):
        """
        Five minutes before the end she is asked; one tap, and nothing is lost. A page
        that asks by itself has not kept her signed in till then.
        """
        # What a worker fetches at the first visit would count as work of hers.
        context = acting_as(Role.COORDINATOR, service_workers="block")
        page = context.new_page()
        page.clock.install()
        page.goto("/roster/mothers/new")
        page.get_by_label("Navn", exact=True).fill(NEW)
        sit_still(context, at=product, minutes=26)
        expect(page.get_by_text(SOON).first).to_be_hidden()

        page.clock.fast_forward("26:00")
        expect(page.get_by_text(SOON).first).to_be_visible()
        assert axe(page) == []
        keep_pictures(page, "still_here")
        page.get_by_role("button", name="Jeg er her stadig").click()

        expect(page.get_by_text(SOON).first).to_be_hidden()
        expect(page.get_by_label("Navn", exact=True)).to_have_value(NEW)
        page.reload()
        expect(page).to_have_url(re.compile("/roster/mothers/new$"))


class TestOut:
    def test_keeps_what_was_half_written_and_nothing_else(
        self, context, product, meeting, book
    ):
        """
        The register finds out by itself: no name stays, what she wrote does. Signed in
        again in another tab she saves it here.
        """
        page = half_written(context, meeting.page)
        sit_still(context, at=product, minutes=31)

        come_back(page)

        expect(page.get_by_text("Det, du skrev, står her endnu")).to_be_visible()
        expect(page.get_by_text(NAMES[0]).first).to_be_hidden()
        expect(page.get_by_label("Navn", exact=True)).to_have_value(NEW)
        assert axe(page) == []
        keep_pictures(page, "signed_out_half_written")
        page.get_by_role("button", name="Skriv hende på").click()
        expect(page.get_by_label("Navn", exact=True)).to_have_value(NEW)
        put_to_work(context, Role.COORDINATOR, at=product)
        come_back(page)
        expect(page.get_by_text("Det, du skrev, står her endnu")).to_be_hidden()
        page.get_by_role("button", name="Skriv hende på").click()
        expect(page.get_by_role("button", name=f"Mødt: {NEW}")).to_be_visible()
        assert book.outcomes() == {NEW: "attended"}

    def test_is_led_to_the_sign_in_that_says_why(self, context, product):
        """
        Where nothing is written the page goes, and what it showed with it.
        """
        page = context.new_page()
        # An open list finds out by itself, and may be on its way before she is back.
        page.route("**/live", lambda stream: stream.abort())
        page.goto("/roster/mothers?enrolment=active")
        sit_still(context, at=product, minutes=31)

        come_back(page)

        expect(page).to_have_url(re.compile(r"/sign-in/\?to=.*enrolment"))
        expect(page.get_by_text("Du var væk i 30 minutter")).to_be_visible()
        keep_pictures(page, "sign_in_sat_still")
