"""
The register as it is held in one hand: big targets, no sideways scroll, no need of a
script.
"""

import pytest
from playwright.sync_api import expect

from shared.kernel.organisations import Role
from tests.browser.invented import NAMES
from tests.browser.looks import axe, keep_pictures
from tests.browser.phone import until

AYLIN, BAHAR, CHIARA = NAMES[:3]
THUMB = 48  # pixels, on both sides
NARROWEST = {"width": 320, "height": 640}


class TestLook:
    def test_is_usable_by_everybody_with_a_network(self, phone):
        """
        Nothing of WCAG 2.1 AA is violated that a program can tell.
        """
        phone.tap("Undskyldt", AYLIN)
        phone.shows("Undskyldt", AYLIN)

        assert axe(phone.page) == []
        keep_pictures(phone.page, "register_online")

    def test_is_usable_by_everybody_without_one(self, phone):
        """
        The same while three marks wait.
        """
        phone.lose_network()
        for name in (AYLIN, BAHAR, CHIARA):
            phone.tap("Mødt", name)
        phone.says("3 mærker venter på netværk")

        assert axe(phone.page) == []
        keep_pictures(phone.page, "register_offline")

    def test_says_what_is_there_without_a_network(self, phone):
        """
        A page that is not kept is explained, and the kept register is one tap away.
        """
        phone.lose_network()

        phone.page.goto("/roster/mothers")

        expect(phone.page.locator("#kept a")).to_have_count(1)
        assert axe(phone.page) == []
        keep_pictures(phone.page, "roster_offline")
        phone.page.locator("#kept a").click()
        expect(phone.row(AYLIN)).to_be_visible()

    def test_has_targets_for_a_thumb(self, phone):
        """
        Every mark's button is at least 48 pixels on both sides at 390 pixels.
        """
        buttons = phone.page.locator(".register .choices button").all()
        boxes = [button.bounding_box() for button in buttons]

        assert len(boxes) == 3 * len(NAMES)
        assert [b for b in boxes if min(b["width"], b["height"]) < THUMB] == []

    def test_begins_with_a_mother_once_the_session_has_begun(self, visiting):
        """
        Her buttons are on the screen as it is opened; whom the coordinator fetches is
        one tap away.
        """
        page = visiting(Role.PAEDAGOG, "/roster/sessions/{open}")

        first = page.get_by_role("button", name="Mødt:").first.bounding_box()

        assert first["y"] + first["height"] < page.viewport_size["height"]
        expect(page.locator("#pick-ups .card").first).to_be_hidden()

    @pytest.mark.parametrize("tapped", ["Mødt", "Undskyldt"])
    def test_does_not_scroll_sideways(self, phone, tapped):
        """
        The narrowest phone, with a mark that waits.
        """
        phone.page.set_viewport_size(NARROWEST)
        phone.lose_network()
        phone.tap(tapped, AYLIN)
        phone.says("1 mærke venter")

        width = phone.page.evaluate("document.documentElement.scrollWidth")

        assert width <= NARROWEST["width"]

    def test_needs_no_script(self, acting_as, meeting, book):
        """
        Each tap is a form of its own; it is only slower.
        """
        page = acting_as(Role.PAEDAGOG, java_script_enabled=False).new_page()
        page.goto(meeting.page)

        page.get_by_role("button", name=f"Mødt: {AYLIN}").click()
        expect(page.get_by_role("button", name=f"Mødt: {AYLIN}")).to_have_attribute(
            "aria-pressed", "true"
        )
        page.get_by_role("button", name=f"Afbud: {BAHAR}").click()

        until(lambda: book.outcomes() == {AYLIN: "attended", BAHAR: "cancelled_late"})
