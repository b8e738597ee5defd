"""
Somebody who uses the keyboard alone.
"""

from playwright.sync_api import Locator, Page

# On a home stand the sessions of all tests before, each of which takes a key or two.
_MOST = 400


def tab_to(page: Page, wanted: Locator) -> None:
    """
    Press the tab key until something has the focus; fail if it never gets it.
    """
    for _ in range(_MOST):
        page.keyboard.press("Tab")
        if wanted.evaluate("(each) => each === document.activeElement"):
            return
    raise AssertionError(wanted)
