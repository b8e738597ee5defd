"""
One product and one browser for the whole run; a profile of its own for each person.
"""

import functools
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from deploy.client import Client
from shared.access.storage.book import looking
from shared.kernel.organisations import Organisation, Role, first_of
from tests.browser.book import Book
from tests.browser.browser import started_browser
from tests.browser.invented import Meeting, enter_meeting
from tests.browser.people import ActingAs, client_at, profile_of
from tests.browser.phone import Phone
from tests.browser.product import Product
from tests.browser.town import Town, wrong_file
from tests.support.chromium import NoBrowserError, chromium
from tests.support.oidc_process import settings_of
from tests.support.private_process import free_port


def pytest_configure() -> None:
    """
    Refuse to run beside the others, where a driver would wait for ever.
    """
    if "shared.green" in sys.modules:
        raise pytest.UsageError("Run tests/browser alone: make browser.")


def pytest_collection_finish(session: pytest.Session) -> None:
    """
    Find the browser, or install it, now that no test's time limit runs.
    """
    if session.config.option.collectonly or not session.items:
        return
    try:
        chromium()
    except NoBrowserError as error:
        pytest.exit(str(error), returncode=pytest.ExitCode.TESTS_FAILED)


@pytest.fixture(scope="session")
def port_elsewhere() -> int:
    """
    Give where another organisation's sign-in is, once a test has it run.
    """
    return free_port()


@pytest.fixture(scope="session")
def product(
    tmp_path_factory: pytest.TempPathFactory, port_elsewhere: int
) -> Iterator[Product]:
    elsewhere = settings_of(f"http://127.0.0.1:{port_elsewhere}")
    running = Product(tmp_path_factory.mktemp("product"), elsewhere)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with started_browser() as started:
        yield started


@pytest.fixture
def acting_as(product: Product, browser: Browser) -> Iterator[ActingAs]:
    """
    Open browser profiles, each with somebody at work; they are gone after the test.
    """
    opened: list[BrowserContext] = []

    @functools.wraps(profile_of)
    def open_profile(role: Role | None, **options: object) -> BrowserContext:
        opened.append(profile_of(role, browser=browser, at=product, **options))
        return opened[-1]

    yield open_profile
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def client(product: Product) -> Client:
    return client_at(product)


@pytest.fixture
def book(product: Product, client: Client, meeting: Meeting) -> Book:
    return Book(client, meeting, product.folder)


@pytest.fixture
def phone(acting_as: ActingAs, meeting: Meeting) -> Phone:
    """
    Give the pædagog's phone, with the register open and kept.
    """
    return Phone(acting_as(Role.PAEDAGOG), meeting)


@pytest.fixture
def meeting(client: Client) -> Meeting:
    """
    Give a group of the test's own, whose session is going on.
    """
    return enter_meeting(client, now=datetime.now(UTC))


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    town = Town(tmp_path_factory.mktemp("town"))
    yield town
    town.stop()


@pytest.fixture(scope="session")
def town(played: Town) -> dict[str, str]:
    return played.places | {"file": wrong_file(played)}


@pytest.fixture(scope="session")
def names_in_town(played: Town) -> list[str]:
    mothers = client_at(played).get("/roster/api/mothers")
    return [one["display_name"] for one in mothers]


@pytest.fixture(scope="session")
def people_in_town(played: Town, names_in_town: list[str]) -> list[str]:
    """
    Give everybody's name that may stand on a page: the mothers', and those at work.
    """
    with looking(played.way_in.engine) as book:
        at_work = [book.users.of(first_of(one)) for one in Organisation]
    return names_in_town + [user.name for users in at_work for user in users]


@pytest.fixture
def visiting(played, town, browser) -> Iterator[Callable[..., Page]]:
    """
    Open a page of the town as somebody of a role; the profile is gone after the test.
    """
    profiles = []

    def visit(role: Role | None, address: str, **options: Any) -> Page:
        profiles.append(profile_of(role, browser=browser, at=played, **options))
        page = profiles[-1].new_page()
        page.goto(address.format(**town))
        return page

    yield visit
    for profile in profiles:
        profile.close()
