"""
The browser: started once for a run, with a fresh profile for each person.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.support.chromium import chromium

# As root it has no sandbox, and it is to talk to nobody but the product.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def started_browser() -> Iterator[Browser]:
    """
    Start the browser.

    Raises NoBrowserError.
    """
    program = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=list(ARGUMENTS)
        )
        try:
            yield browser
        finally:
            browser.close()
