"""
Every page as a person meets it: nothing that axe can find is wrong with it.
"""

from hashlib import sha256

import pytest

from shared.kernel.organisations import Role
from tests.browser.invented import NAMES
from tests.browser.looks import AXE, axe, keep_pictures

OVERVIEWS = ("roster", "outreach", "referrals", "notifications")


class TestPages:
    @pytest.mark.usefixtures("meeting")
    @pytest.mark.parametrize("service", OVERVIEWS)
    def test_of_a_service_are_usable_by_everybody(self, acting_as, service):
        """
        A service's first page violates nothing of WCAG 2.1 AA that a program can tell.
        """
        page = acting_as(Role.COORDINATOR).new_page()

        page.goto(f"/{service}/")

        assert axe(page) == []
        keep_pictures(page, service)

    def test_show_the_register_with_every_mother(self, acting_as, meeting):
        """
        Whoever is expected stands in the register that the pædagog opens.
        """
        page = acting_as(Role.PAEDAGOG).new_page()

        page.goto(meeting.page)

        for name in NAMES:
            assert page.get_by_text(name).first.is_visible()


class TestAxe:
    def test_is_the_file_that_was_published(self):
        """
        What judges the pages is axe-core as its makers released it, unchanged.
        """
        told = (AXE.parent / "SHA256SUMS").read_text(encoding="ascii").split()

        assert told == [sha256(AXE.read_bytes()).hexdigest(), AXE.name]

    def test_finds_what_is_wrong(self, acting_as):
        """
        A picture without words is named, so an empty answer means that it looked.
        """
        page = acting_as(Role.COORDINATOR).new_page()
        page.set_content("<html lang=da><title>x</title><img src=''></html>")

        assert [one["rule"] for one in axe(page)] == ["image-alt"]
