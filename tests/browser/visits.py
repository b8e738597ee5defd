"""
A first visit to a page, measured: what it weighs, how it fits, what is wrong with it.
"""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Request, expect

from tests.browser.looks import axe, keep_pictures
from tests.browser.people import DESK

# A profile in which nothing is kept says so on each page; that is no complaint of ours.
_NO_WORKER = "Service Worker registration blocked by Playwright"
_NARROW = {"width": 320, "height": 640}
# Twice as large on a desk is as if the desk were half as wide.
_ZOOMED = {"width": 640, "height": 450}
_SMALL_TARGETS = """() => [...document.querySelectorAll(
        'button, .button, select, summary, input:not([type=hidden], [type=radio],'
        + ' [type=checkbox]), nav a, footer a, .back, label.choice')]
    .filter((each) => each.offsetParent !== null)
    .filter((each) => each.getBoundingClientRect().height < 43.5)
    .map((each) => each.outerHTML.slice(0, 120))"""
_TOO_WIDE = """() => document.documentElement.scrollWidth
    - document.documentElement.clientWidth"""
_UNREACHED = """() => [...document.querySelectorAll(
        'a[href], button, summary, input:not([type=hidden]), select, textarea')]
    .filter((each) => each.offsetParent !== null && !each.disabled)
    .filter((each) => {
        each.focus();
        const shown = [each, each.closest("label")].some((one) => one
            && getComputedStyle(one).outlineStyle !== "none");
        return each.tabIndex !== 0 || document.activeElement !== each || !shown;
    })
    .map((each) => each.outerHTML.slice(0, 120))"""
_BARE_NAMES = """(names) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
        const { data, parentElement: place } = texts.currentNode;
        const isNamed = names.some((name) => data.includes(name));
        // Or in a language that is known: a message to her.
        if (isNamed && !place.matches("[lang][dir=auto]")) {
            found.push(place.outerHTML.slice(0, 120));
        }
    }
    return found;
}"""
_UNFOLD = """() => { for (const each of document.querySelectorAll("details")) {
    each.open = true; } }"""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """
    What was found on one page, in both languages where they make it another.
    """

    bytes: int
    fetched: list[str]
    complaints: list[str]
    small_targets: list[str]
    unreached: list[str]
    too_wide: list[int]
    violations: list[dict[str, Any]]
    bare_names: list[str]
    languages: list[str | None]


class Visit:
    """
    What a browser fetches and complains of while a page is opened.
    """

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        self._fetched: list[tuple[str, int]] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfinished", self._count)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.text != _NO_WORKER:
            self.complaints.append(message.text)

    def _count(self, request: Request) -> None:
        self._fetched.append((request.url, sum(request.sizes().values())))

    @property
    def bytes(self) -> int:
        return sum(size for _, size in self._fetched)

    @property
    def fetched(self) -> list[str]:
        return [url for url, _ in self._fetched]


def see(page: Page, address: str, name: str, people: list[str]) -> Seen:
    """
    Open a page as if for the first time, and look at it in every way, all unfolded.

    ``people`` are those whose names may stand on it.

    In the one language it is a phone's page in the light, in the other one a desk's in
    the dark, where tables are tables: so nobody waits for each thing twice.
    """
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    visit = Visit(page)
    page.goto(address)
    settle(page)
    weight, fetched, complaints = visit.bytes, visit.fetched, [*visit.complaints]
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": False})
    keep_pictures(page, name)
    page.evaluate(_UNFOLD)
    wide, small = faults_of_form(page)
    unreached = page.evaluate(_UNREACHED)
    violations = axe(page)
    first = page.locator("html").get_attribute("lang")
    page.emulate_media(color_scheme="dark")
    speak(page, "en")
    page.set_viewport_size(DESK)
    page.evaluate(_UNFOLD)
    return Seen(
        bytes=weight,
        fetched=fetched,
        complaints=complaints,
        small_targets=small,
        unreached=unreached,
        too_wide=wide + _widths(page),
        violations=violations + axe(page),
        bare_names=bare_names(page, people),
        languages=[first, page.locator("html").get_attribute("lang")],
    )


def bare_names(page: Page, people: list[str]) -> list[str]:
    """
    Return where somebody's name stands without its own script and direction.
    """
    found: list[str] = page.evaluate(_BARE_NAMES, people)
    return found


def settle(page: Page) -> None:
    """
    Wait for what a page asks of another service as it is opened.
    """
    expect(page.locator(".soon:not(:has(section))")).to_have_count(0)


def speak(page: Page, language: str) -> None:
    choose_language(page, language)
    page.reload()
    settle(page)


def choose_language(page: Page, language: str) -> None:
    """
    Let the next page be in this language; the one that is open stays as it is.
    """
    page.context.add_cookies([{"name": "language", "value": language, "url": page.url}])


def faults_of_form(page: Page) -> tuple[list[int], list[str]]:
    """
    Return how far one has to scroll sideways, and what is too small to be pressed.
    """
    return _widths(page), page.evaluate(_SMALL_TARGETS)


def _widths(page: Page) -> list[int]:
    """
    Return how far one has to scroll sideways on a narrow screen, and at 200 %.
    """
    before = page.viewport_size
    found = []
    for size in (_NARROW, _ZOOMED):
        page.set_viewport_size(size)
        found.append(page.evaluate(_TOO_WIDE))
    if before:
        page.set_viewport_size(before)
    return found
