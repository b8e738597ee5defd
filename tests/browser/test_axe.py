"""
What judges the pages: itself, before anything is believed of it.
"""

from hashlib import sha256

from shared.kernel.organisations import Role
from tests.browser.looks import AXE, axe


class TestAxe:
    def test_is_the_file_that_was_published(self):
        """
        What judges the pages is axe-core as its makers released it, unchanged.
        """
        told = (AXE.parent / "SHA256SUMS").read_text(encoding="ascii").split()

        assert told == [sha256(AXE.read_bytes()).hexdigest(), AXE.name]

    def test_finds_what_is_wrong(self, acting_as):
        """
        A picture without words and grey on grey are named, so an empty answer means
        that it looked.
        """
        page = acting_as(Role.COORDINATOR).new_page()
        page.set_content(
            "<html lang=da><title>x</title><img src=''>"
            "<p style='color: #999; background: #aaa'>Hard to read</p></html>"
        )

        found = {one["rule"] for one in axe(page)}
        assert found == {"image-alt", "color-contrast"}
