"""
A coordinator's afternoon on a phone: the list, a slip, a promise, a colleague.
"""

from datetime import UTC, datetime

from playwright.sync_api import Locator, Page, expect

from deploy.client import Client
from shared.kernel.organisations import Role
from tests.browser.book import Book
from tests.browser.invented import Meeting, enter_meeting
from tests.browser.looks import axe, keep_pictures
from tests.browser.people import ActingAs
from tests.browser.product import Product
from tests.browser.work_list import clear_the_list

FIRST, SECOND, THIRD = "Lale Torsdag", "Meryem Torsdag", "Nadia Torsdag"
SOON = 8_000  # milliseconds: what another has done is on an open list by then.


class TestAfternoon:
    def test_needs_two_taps_and_takes_one_back(
        self, acting_as: ActingAs, client: Client, product: Product
    ):
        """
        Three have missed. She writes what the second said by a slip and takes it back,
        promises the third to call another day, and keeps what she wrote where a
        colleague was quicker. Until two hours after the session there is nothing to
        call or write with.
        """
        clear_the_list(client)
        missed = enter_meeting(
            client, now=datetime.now(UTC), names=(FIRST, SECOND, THIRD)
        )
        Book(client, missed, product.folder).close()
        coordinator = acting_as(Role.COORDINATOR)
        page, colleague = coordinator.new_page(), coordinator.new_page()
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto("/outreach/")

        expect(card(page, FIRST)).to_be_visible(timeout=SOON)
        say_yes(client, missed)
        page.reload()
        to_write = card(page, FIRST).get_by_text("Skriv med en færdig tekst")
        expect(to_write).to_have_count(0)

        card(page, SECOND).get_by_text("Hun svarede").click()
        card(page, SECOND).get_by_text("10 min", exact=True).click()
        keep_pictures(page, "afternoon_answer")
        card(page, SECOND).get_by_role("button", name="Kommer næste gang").click()
        expect(card(page, SECOND)).to_have_count(0)
        expect(page.get_by_role("status")).to_contain_text("Det er gemt.")
        keep_pictures(page, "afternoon_saved")
        assert axe(page) == []
        page.get_by_role("button", name="Fortryd").click()
        expect(card(page, SECOND)).to_be_visible()

        card(page, THIRD).get_by_text("Ring en anden dag").click()
        card(page, THIRD).locator("button[name=until]").first.click()
        expect(card(page, THIRD)).to_have_count(0)
        expect(page.get_by_role("heading", name="Udsat til")).to_be_visible()

        colleague.goto("/outreach/")
        unfold_no_answer(colleague, SECOND)
        unfold_no_answer(page, SECOND)
        no_answer(page, SECOND).click()
        expect(page.get_by_role("status")).to_contain_text("Det er gemt.")
        no_answer(colleague, SECOND).click()
        expect(colleague.get_by_text("Koordinator var her først")).to_be_visible()
        keep_pictures(colleague, "afternoon_second")
        assert axe(colleague) == []
        colleague.get_by_role("button", name="Gem også mit").click()
        expect(colleague.get_by_role("status")).to_contain_text("Det er gemt.")


def say_yes(client: Client, meeting: Meeting) -> None:
    """
    Only whoever wants to be contacted has buttons for it.
    """
    for mother_id in meeting.mothers.values():
        path = f"/outreach/api/mothers/{mother_id}/agreement"
        client.post(path, {"kind": "said_yes"}, step=f"yes of {mother_id}")


def unfold_no_answer(page: Page, name: str) -> None:
    """
    An unfolded card is not swapped away when somebody else changes the list.
    """
    card(page, name).get_by_text("Fik ikke fat i hende").click()


def no_answer(page: Page, name: str) -> Locator:
    return card(page, name).get_by_role("button", name="Ringede, intet svar")


def card(page: Page, name: str) -> Locator:
    """
    Return what the list shows of one mother.
    """
    return page.locator("#list .card").filter(has_text=name)
