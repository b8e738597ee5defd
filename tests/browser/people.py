"""
Who sits at the browser. Everything about acting as somebody stands in this file.
"""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from deploy.client import Client
from shared.kernel.organisations import Role

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}

# Opens a browser profile of its own in which somebody of this role is at work.
ActingAs = Callable[..., BrowserContext]


def profile_of(
    role: Role, *, browser: Browser, address: str, **options: Any
) -> BrowserContext:
    """
    Return a browser profile of its own in which somebody of this role is at work.

    Today the page's menu sets a cookie; this does the same.
    """
    context = browser.new_context(
        **{"viewport": PHONE, "locale": "da-DK", "base_url": address, **options}
    )
    context.add_cookies([{"name": "acting_role", "value": role, "url": address}])
    return context


def client_at(address: str) -> Client:
    """
    Return the JSON API, whose calls say ``by=`` which role acts.
    """
    return Client(address)
