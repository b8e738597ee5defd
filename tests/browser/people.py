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
    """
    context = browser.new_context(**profile_options(address) | options)
    put_to_work(context, role, address=address)
    return context


def profile_options(address: str) -> dict[str, Any]:
    return {"viewport": PHONE, "locale": "da-DK", "base_url": address}


def put_to_work(context: BrowserContext, role: Role, *, address: str) -> None:
    """
    Let this role be at work in a profile. The page's menu sets the same cookie.
    """
    context.add_cookies([{"name": "acting_role", "value": role, "url": address}])


def client_at(address: str) -> Client:
    """
    Return the JSON API, whose calls say ``by=`` which role acts.
    """
    return Client(address)
