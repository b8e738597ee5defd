"""
What can be said of how a page looks: axe's verdict, and pictures for a person.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize

from tests.browser.people import DESK, PHONE

PAPER: ViewportSize = {"width": 718, "height": 1047}  # A4 within its margins.

ASKED_FOR_IN = "TEST_PICTURES"
SCREENSHOTS = Path(__file__).parents[2] / "var" / "screenshots"
AXE = Path(__file__).parent / "axe" / "axe.min.js"
_WCAG_21_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
_RUN = """async (tags) => {
    const asked = {
        runOnly: {type: "tag", values: tags},
        resultTypes: ["violations"],  // else axe describes each node that passed, too.
    };
    const found = await axe.run(document, asked);
    return found.violations.map((rule) => ({
        rule: rule.id,
        help: rule.help,
        places: rule.nodes.map((node) => node.target.join(" ")),
    }));
}"""


def axe(page: Page) -> list[dict[str, Any]]:
    """
    Return what in this page violates WCAG 2.1 AA, as far as a program can tell.

    The script comes in over the driver: the page's own policy would refuse it.
    """
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(_RUN, _WCAG_21_AA)
    return found


def keep_pictures(
    page: Page, name: str, sizes: Iterable[ViewportSize] = (PHONE, DESK)
) -> None:
    """
    Keep the whole page as it looks on a phone and on a desk, where that is asked for.

    Drawing takes a browser long, and only a person sees what is wrong in it.
    """
    assert re.fullmatch(r"[a-z0-9_]+", name)
    if not os.environ.get(ASKED_FOR_IN):
        return
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    for size in sizes:
        page.set_viewport_size(size)
        # What sticks to the window's edge would lie across a longer page.
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({**size, "height": height})
        page.screenshot(path=SCREENSHOTS / f"{name}_{size['width']}.png")
    if before:
        page.set_viewport_size(before)
