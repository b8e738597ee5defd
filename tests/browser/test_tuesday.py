"""
The coordinator's whole Tuesday, on a phone and without going back for anything.
"""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from deploy.client import Client
from shared.kernel.organisations import Role
from tests.browser.book import Book
from tests.browser.invented import Meeting, enter_meeting
from tests.browser.people import ActingAs
from tests.browser.product import Product
from tests.browser.work_list import clear_the_list

CAME, ALSO_CAME, CANCELLED, MISSED = (
    "Fadime Tirsdag", "Gulsen Tirsdag", "Hatice Tirsdag", "Iman Tirsdag",
)  # fmt: skip
MISSED_BEFORE = "Jasmin Mandag"
SOON = 8_000  # milliseconds: what another has done is on an open list by then.


@pytest.fixture
def today(client: Client) -> Meeting:
    names = (CAME, ALSO_CAME, CANCELLED, MISSED)
    return enter_meeting(client, now=datetime.now(UTC), names=names)


@pytest.fixture
def _missed_before(client: Client, product: Product) -> None:
    """
    Let somebody wait for a follow-up already.
    """
    clear_the_list(client)
    before = enter_meeting(client, now=datetime.now(UTC), names=(MISSED_BEFORE,))
    Book(client, before, product.folder).close()


class TestTuesday:
    @pytest.mark.usefixtures("_missed_before")
    def test_goes_from_the_register_to_what_she_said(
        self, acting_as: ActingAs, today: Meeting
    ):
        """
        Her first page has who is to be followed up and the next session. She opens the
        register, taps, takes a cancellation and closes it; on the list, open beside it,
        whoever missed appears by herself. She writes what the mother said, and she is
        gone from the list.
        """
        coordinator = acting_as(Role.COORDINATOR)
        listing, page = coordinator.new_page(), coordinator.new_page()
        listing.goto("/")
        expect(card(listing, MISSED_BEFORE)).to_be_visible(timeout=SOON)
        expect(card(listing, MISSED)).to_have_count(0)

        page.goto("/")
        page.locator(f"#soon a[href='{today.page}']").first.click()
        for mark, name in (
            ("Mødt", CAME), ("Mødt", ALSO_CAME), ("Afbud", CANCELLED),
        ):  # fmt: skip
            button = page.get_by_role("button", name=f"{mark}: {name}")
            button.click()
            expect(button).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_text("1 uden mærke bliver udeblevet")).to_be_visible()
        # A register is not closed while a mark is still on its way.
        closing = page.locator("form[data-when-sent]")
        expect(closing.locator("[name=version]")).to_have_value("4")
        closing.get_by_role("button", name="Luk registeret").click()
        expect(page.locator("[data-about] .state")).to_have_text("Lukket")

        expect(card(listing, MISSED)).to_be_visible(timeout=SOON)
        expect(card(listing, CANCELLED)).to_have_count(0)

        page.get_by_role("link", name="Opfølgning").click()
        waiting = card(page, MISSED)
        waiting.get_by_text("Hun svarede").click()
        waiting.get_by_role("button", name="Kommer næste gang").click()

        expect(card(page, MISSED_BEFORE)).to_be_visible()
        expect(card(page, MISSED)).to_have_count(0)
        expect(card(listing, MISSED)).to_have_count(0, timeout=SOON)
        session = page.locator("#soon li").filter(
            has=page.locator(f"a[href='{today.page}']")
        )
        expect(session).to_contain_text("Mødt 2 · Afbud 1 · Udeblevet 1")


def card(page: Page, name: str) -> Locator:
    """
    Return what a list shows of one mother.
    """
    return page.locator("#list .card").filter(has_text=name)
