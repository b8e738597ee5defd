"""
Every page as it looks and is used: both languages, light and dark, small and large.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect
from sqlalchemy import text

from shared.db.engine import make_engine
from shared.kernel.organisations import Role
from shared.web.error_pages import door_page
from tests.browser.every_page import MISSING, PAGES, Shown, not_shown
from tests.browser.looks import SCREENSHOTS, axe, keep_pictures
from tests.browser.people import profile_of
from tests.browser.town import Town
from tests.browser.visits import Seen, bare_names, faults_of_form, see, speak

HEAVIEST = 100_000  # bytes on the first visit, over the line


@pytest.fixture(scope="module")
def desks(
    played: Town, browser: Browser
) -> Iterator[dict[Role | None, BrowserContext]]:
    """
    Keep a browser profile for each role; nothing is kept for when there is no network.
    """
    profiles: dict[Role | None, BrowserContext] = {}
    for role in {shown.role for shown in PAGES}:
        told = {"browser": browser, "at": played, "service_workers": "block"}
        profiles[role] = profile_of(role, **told)
    yield profiles
    for profile in profiles.values():
        profile.close()


@dataclass(frozen=True)
class Looked:
    """
    A page, and what was found on it.
    """

    shown: Shown
    seen: Seen


@pytest.fixture(scope="module")
def weights() -> Iterator[dict[str, int]]:
    """
    Collect what each page weighs, for whoever wants to know.
    """
    known: dict[str, int] = {}
    yield known
    heaviest = sorted(known.items(), key=lambda one: -one[1])
    lines = [f"{size:>7} {name}\n" for name, size in heaviest]
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    (SCREENSHOTS / "bytes.txt").write_text("".join(lines), encoding="utf-8")


@pytest.fixture(scope="module", params=PAGES, ids=lambda one: one.name)
def looked(request, desks, town, weights, people_in_town) -> Looked:
    """
    Open each page once, measured; the tests below say what is to be found.
    """
    shown: Shown = request.param
    profile = desks[shown.role]
    profile.clear_cookies(name="language")
    page = profile.new_page()
    seen = see(page, shown.address.format(**town), shown.name, people_in_town)
    page.close()
    weights[shown.name] = seen.bytes
    return Looked(shown, seen)


class TestEveryPage:
    def test_is_usable_by_everybody(self, looked: Looked):
        """
        Nothing of WCAG 2.1 AA is violated that a program can tell: in both languages,
        on a phone and on a desk, with everything unfolded, light and dark. Whatever can
        be pressed or filled in is reached by Tab, in the order in which it stands, and
        is seen to be. A person looks at the pictures.
        """
        assert looked.seen.violations == []
        assert looked.seen.unreached == []
        assert looked.seen.languages == ["da", "en"]

    def test_fits_everywhere(self, looked: Looked):
        """
        Nothing to scroll sideways at 320 points or at 200 %, in neither language, and
        what is pressed is 44 points high, with everything unfolded.
        """
        assert looked.seen.too_wide == [0, 0, 0, 0]
        assert looked.seen.small_targets == []

    def test_says_in_which_script_a_name_is(self, looked: Looked):
        """
        A mother's name, or a colleague's, keeps its own script and direction whatever
        stands around it, also where it is one of several to choose from.
        """
        assert looked.seen.bare_names == []

    def test_is_light(self, looked: Looked, town: dict[str, str]):
        """
        Below 100 kB on the first visit, all from the same place, and nothing refused by
        the page's own policy.
        """
        normal = "404" if looked.shown.name in MISSING else None
        complaints = [one for one in looked.seen.complaints if f"{normal}" not in one]

        assert looked.seen.bytes < HEAVIEST
        assert complaints == []
        elsewhere = [
            url for url in looked.seen.fetched if not url.startswith(town["address"])
        ]
        assert elsewhere == []


class TestEveryRoute:
    def test_that_is_a_page_is_looked_at(self):
        """
        Every page that a table of who may names is one of those above.
        """
        assert not_shown(PAGES) == []

    def test_that_is_forgotten_is_named(self):
        """
        The control: without one page its route is missing, whichever it is.
        """
        alone = ("follow_up_done", "people", "invitation", "looks_of", "messages")

        for name in alone:
            fewer = tuple(one for one in PAGES if not one.name.startswith(name))
            assert len(not_shown(fewer)) >= 1, name


class TestNames:
    def test_that_is_bare_is_found_among_those_to_choose(
        self, visiting, people_in_town
    ):
        """
        The control: an ``<option>`` that has lost its ``lang`` is named.
        """
        page = visiting(Role.PAEDAGOG, "/roster/groups/{group}")
        before = bare_names(page, people_in_town)
        option = page.locator("#user_id option[lang]").first

        option.evaluate("(each) => each.removeAttribute('lang')")

        assert before == []
        assert len(bare_names(page, people_in_town)) == 1


class TestWhatGoesWrong:
    def test_in_a_service_is_told(self, visiting, played):
        """
        A page that cannot be made says so, what to do, and nothing of why.
        """
        with _broken(played):
            page = visiting(Role.COORDINATOR, "/notifications/")
            expect(page.locator("h1")).to_have_text("Noget gik galt hos os")
            keep_pictures(page, "failed")
            assert faults_of_form(page) == ([0, 0], [])
            found = axe(page)
            speak(page, "en")

            assert found + axe(page) == []
            assert "no such table" not in page.content()

    def test_with_a_form_of_before_is_told(self, visiting):
        """
        What somebody else might have sent is refused, and the page says what to do.
        """
        page = visiting(Role.COORDINATOR, "/roster/groups/new")
        page.locator("main [name=form_key]").first.evaluate(
            "field => { field.value = 'another.' + '0'.repeat(64); }"
        )
        page.get_by_label("Navn", exact=True).fill("Torsdagsgruppen")
        page.get_by_label("Sted", exact=True).fill("Prøvehuset")

        page.get_by_role("button", name="Opret gruppen").click()

        expect(page.get_by_text("Siden er fra før, du loggede ind")).to_be_visible()
        keep_pictures(page, "forged")
        assert faults_of_form(page) == ([0, 0], [])
        assert axe(page) == []

    @pytest.mark.parametrize("template", ["broken", "not_here_yet", "not_so"])
    def test_before_any_service_is_told(self, visiting, town, template):
        """
        What the door says when there is nobody behind it, in both languages.
        """
        page = visiting(None, "/sign-in/")
        page.route("**/the-door", lambda route: _by_the_door(route, template))

        page.goto(f"{town['address']}/the-door")
        keep_pictures(page, template)
        assert faults_of_form(page) == ([0, 0], [])
        found = axe(page)
        speak(page, "en")

        assert found + axe(page) == []
        assert page.locator("html").get_attribute("lang") == "en"


@contextmanager
def _broken(town: Town) -> Iterator[None]:
    """
    Take a table away as long as the block lasts.
    """
    engine = make_engine(f"sqlite:///{town.folder / 'notifications.db'}")
    try:
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE messages RENAME TO taken_away"))
        yield
    finally:
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE taken_away RENAME TO messages"))
        engine.dispose()


def _by_the_door(route: Route, template: str) -> None:
    environ = {"HTTP_COOKIE": route.request.all_headers().get("cookie", "")}
    made = door_page(environ, f"{template}.html", status=503)
    route.fulfill(status=503, body=made.get_data(), content_type="text/html")
