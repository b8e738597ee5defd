"""
Who sits at the browser. Everything about signing in as somebody stands in this file.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from playwright.sync_api import Browser, BrowserContext

from deploy.client import Client
from shared.access.storage.book import changing
from shared.access.usecases.sign_in import begin_sign_in
from shared.kernel.organisations import Role
from shared.kernel.secret import digest_of
from shared.web.cookies import SESSION
from tests.support.way_in import WayIn, place_of, tokens

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}

# Opens a browser profile of its own in which somebody of this role is at work.
ActingAs = Callable[..., BrowserContext]


class Place(Protocol):
    """
    Where somebody signs in: an address, and the door's book behind it.
    """

    address: str
    way_in: WayIn


def profile_of(
    role: Role | None, *, browser: Browser, at: Place, **options: Any
) -> BrowserContext:
    """
    Return a browser profile of its own in which somebody of this role is at work.
    """
    context = browser.new_context(**profile_options(at.address) | options)
    if role is not None:
        put_to_work(context, role, at=at)
    return context


def profile_options(address: str) -> dict[str, Any]:
    return {"viewport": PHONE, "locale": "da-DK", "base_url": address}


def put_to_work(context: BrowserContext, role: Role, *, at: Place) -> None:
    """
    Let somebody of this role have signed in, in a profile.
    """
    user = at.way_in.user(role, place_of(role))
    with changing(at.way_in.engine) as book:
        secret = begin_sign_in(user=user, now=datetime.now(UTC), book=book)
    context.add_cookies([{"name": SESSION, "value": secret, "url": at.address}])


def client_at(place: Place) -> Client:
    """
    Return the JSON API, whose calls say ``by=`` which role acts.
    """
    return Client(place.address, tokens(place.way_in.engine))


def sit_still(context: BrowserContext, *, at: Place, minutes: int) -> None:
    """
    Let the last that she has done be long ago, for the house as well.
    """
    [shown] = [one["value"] for one in context.cookies() if one["name"] == SESSION]
    seen_at = datetime.now(UTC) - timedelta(minutes=minutes)
    with changing(at.way_in.engine) as book:
        book.sign_ins.note(digest_of(shown), now=seen_at)
