"""
A phone with a register open, as the person sees it who keeps it with one thumb.
"""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.invented import Meeting

_PATIENCE = 10.0  # seconds
_WAITS = _PATIENCE * 1000  # milliseconds, for Playwright
_LOOK = 0.05  # seconds between looks
_IS_KEPT = """async () => navigator.serviceWorker.controller !== null
    && Boolean(await caches.match(location.pathname))"""


class Phone:
    """
    The page of one register, once it is kept for when there is no network.
    """

    def __init__(self, context: BrowserContext, meeting: Meeting) -> None:
        self.context = context
        self.meeting = meeting
        self.page: Page = context.new_page()
        self.page.goto(meeting.page)
        until(lambda: self.page.evaluate(_IS_KEPT))

    def button(self, mark: str, name: str) -> Locator:
        return self.page.get_by_role("button", name=f"{mark}: {name}")

    def tap(self, mark: str, name: str) -> None:
        self.button(mark, name).click()

    def row(self, name: str) -> Locator:
        return self.page.locator(f"#mother-{self.meeting.mothers[name]}")

    def shows(self, mark: str, name: str) -> None:
        """
        Fail unless this button is the one that is pressed in her row.
        """
        expect(self.button(mark, name)).to_have_attribute("aria-pressed", "true")
        expect(self.row(name).locator("[aria-pressed=true]")).to_have_count(1)

    def shows_no_mark(self, name: str) -> None:
        expect(self.row(name).locator("[aria-pressed=true]")).to_have_count(0)

    def says(self, words: str) -> None:
        expect(self.page.locator("#waiting")).to_contain_text(words, timeout=_WAITS)

    def is_silent(self) -> None:
        expect(self.page.locator("#waiting")).to_be_hidden()

    def lose_network(self) -> None:
        self.context.set_offline(True)

    def find_network(self) -> None:
        self.context.set_offline(False)


def until(is_so: Callable[[], Any]) -> None:
    """
    Wait until something is so, and fail if it does not come.
    """
    last = time.monotonic() + _PATIENCE
    while not is_so():
        assert time.monotonic() < last, "it did not come"
        time.sleep(_LOOK)


def wake_worker(
    page: Page, *, address: str, scope: str = "/roster/", tag: str = "marks"
) -> None:
    """
    Do what the browser does when the network is back, for the worker of this address.
    """
    devtools = page.context.new_cdp_session(page)
    found: list[dict[str, Any]] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(told["registrations"]),
    )
    devtools.send("ServiceWorker.enable")

    def ours() -> list[dict[str, Any]]:
        page.wait_for_timeout(50)
        return [one for one in found if one["scopeURL"] == f"{address}{scope}"]

    until(ours)
    devtools.send(
        "ServiceWorker.dispatchSyncEvent",
        {
            "origin": address,
            "registrationId": ours()[-1]["registrationId"],
            "tag": tag,
            "lastChance": False,
        },
    )
    devtools.detach()
