"""
The register without a mouse or a finger.
"""

from playwright.sync_api import expect

from shared.kernel.organisations import Role
from tests.browser.keys import tab_to


class TestRegisterByKeyboard:
    def test_marks_and_takes_back(self, acting_as, meeting):
        """
        Tab to a name, tab to what she did, space: marked. Once more: taken back.
        """
        page = acting_as(Role.PAEDAGOG).new_page()
        page.goto(meeting.page)
        name = next(iter(meeting.mothers))
        button = page.get_by_role("button", name=f"Mødt: {name}")

        tab_to(page, button)
        page.keyboard.press("Space")
        expect(button).to_have_attribute("aria-pressed", "true")
        tab_to(page, button)
        page.keyboard.press("Space")

        expect(button).to_have_attribute("aria-pressed", "false")

    def test_shows_where_one_is(self, acting_as, meeting):
        """
        Whatever has the focus has an outline; the first tab offers to skip the menu.
        """
        page = acting_as(Role.PAEDAGOG).new_page()
        page.goto(meeting.page)

        page.keyboard.press("Tab")
        first = page.evaluate("document.activeElement.textContent")
        outlines = []
        for _ in range(12):
            page.keyboard.press("Tab")
            outlines.append(
                page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            )

        assert first == "Gå til indhold"
        assert set(outlines) == {"solid"}
