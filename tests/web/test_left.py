"""
Whoever sits still: told how long she is let in, and afterwards why she is out.
"""

import pytest

from shared.access.storage.book import changing
from shared.access.usecases.sign_in import begin_sign_in
from shared.kernel.organisations import Role
from shared.web.cookies import SESSION
from tests.web.browser import Browser
from tests.web.conftest import Open

BY_ITSELF = {"HX-Request": "true"}
LEFT = "/sign-in/left"


@pytest.fixture
def browser(opened: Open) -> Browser:
    """
    Give the browser of a pædagog who has just signed in.
    """
    user = opened.way_in.user(Role.PAEDAGOG)
    with changing(opened.access) as book:
        secret = begin_sign_in(user=user, now=opened.clock.now(), book=book)
    browser = Browser(opened.root)
    browser.session.cookies.set(SESSION, secret)
    return browser


class TestLeft:
    def test_is_not_made_longer_by_asking(self, opened: Open, browser: Browser):
        """
        A page that asks by itself is told how long is left, and nothing else changes.
        """
        opened.clock.later(minutes=26)
        browser.get(LEFT, headers=BY_ITSELF)
        opened.clock.later(minutes=1)

        told = browser.get(LEFT, headers=BY_ITSELF).json()

        assert told["seconds"] == 3 * 60
        assert told["may_be_prolonged"]
        assert told["person"] == str(opened.way_in.user(Role.PAEDAGOG).id)

    def test_is_half_an_hour_again_when_she_says_that_she_is_here(
        self, opened: Open, browser: Browser
    ):
        """
        One request, and it counts as work.
        """
        opened.clock.later(minutes=29)

        assert browser.get(LEFT).json()["seconds"] == 30 * 60

    def test_is_no_more_after_a_working_day(self, opened: Open, browser: Browser):
        """
        In the last minutes of ten hours nothing makes it longer, and the page is told.
        """
        for _ in range(23):
            opened.clock.later(minutes=25)
            browser.get(LEFT)
        opened.clock.later(minutes=21)

        told = browser.get(LEFT).json()

        assert told["seconds"] == 4 * 60
        assert not told["may_be_prolonged"]

    def test_is_told_to_nobody_else(self, opened: Open, browser: Browser):
        """
        Who is not let in any more, or never was, is led to the sign-in.
        """
        opened.clock.later(minutes=31)

        for one in (browser, Browser(opened.root)):
            assert one.get(LEFT).headers["Location"].startswith("/sign-in/?to=")


class TestWhy:
    def test_she_is_out_is_told(self, opened: Open, browser: Browser):
        """
        Thirty minutes away, or ten hours at work: the sign-in says which.
        """
        assert "du er logget ud" not in Browser(opened.root).get("/sign-in/").text
        for _ in range(24):
            opened.clock.later(minutes=25)
            browser.get(LEFT)

        assert "logget ind i ti timer" in browser.get("/sign-in/").text
        opened.clock.later(minutes=31)
        assert "Du var væk i 30 minutter" in browser.get("/sign-in/").text

    def test_nobody_knows_any_more(self, opened: Open, browser: Browser):
        """
        What is over is forgotten when the next one signs in: then it says no more than
        that she is out.
        """
        opened.clock.later(minutes=31)
        opened.way_in.secret(opened.way_in.user(Role.COORDINATOR))

        assert "ikke logget ind længere" in browser.get("/sign-in/").text
