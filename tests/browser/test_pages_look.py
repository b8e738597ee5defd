"""
Every page as it looks and is used: both languages, small and large, by keyboard alone.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, Request, expect

from shared.kernel.organisations import Role
from tests.browser.looks import axe, keep_pictures
from tests.browser.people import profile_of
from tests.browser.town import Town, wrong_file


class Shown(NamedTuple):
    """
    A page: what it is called, who reads it, and where it is.
    """

    name: str
    role: Role | None
    address: str


# The ids in the addresses are of the town's.
PAGES = (
    Shown("follow_up_today", Role.COORDINATOR, "/outreach/"),
    Shown("follow_up_done", Role.COORDINATOR, "/outreach/done"),
    Shown("follow_up_mother", Role.COORDINATOR, "/outreach/mothers/{mother}"),
    Shown("sessions", Role.PAEDAGOG, "/roster/"),
    Shown("register_open", Role.PAEDAGOG, "/roster/sessions/{open}"),
    Shown("register_coming", Role.PAEDAGOG, "/roster/sessions/{coming}"),
    Shown("register_closed", Role.PAEDAGOG, "/roster/sessions/{closed}"),
    Shown("mothers", Role.COORDINATOR, "/roster/mothers"),
    Shown("mother", Role.COORDINATOR, "/roster/mothers/{parent}"),
    Shown("mother_suggested", Role.COORDINATOR, "/roster/mothers/{suggested}"),
    Shown("mother_paused", Role.COORDINATOR, "/roster/mothers/{paused}"),
    Shown("to_decide", Role.COORDINATOR, "/roster/to-decide"),
    Shown("mother_new", Role.COORDINATOR, "/roster/mothers/new"),
    Shown("group_new", Role.COORDINATOR, "/roster/groups/new"),
    Shown("session_new", Role.COORDINATOR, "/roster/sessions/new"),
    Shown("import", Role.COORDINATOR, "/roster/import"),
    Shown("import_file", Role.COORDINATOR, "{wrong_file}"),
    Shown("referrals_coordinator", Role.COORDINATOR, "/referrals/"),
    Shown("referrals_health_visitor", Role.HEALTH_VISITOR, "/referrals/"),
    Shown("referrals_intake", Role.DAYCARE_INTAKE, "/referrals/"),
    Shown("referral", Role.HEALTH_VISITOR, "/referrals/{referral}"),
    Shown("referral_new", Role.COORDINATOR, "/referrals/new?mother={parent}"),
    Shown("referral_pick", Role.COORDINATOR, "/referrals/new"),
    Shown("hand_off", Role.COORDINATOR, "/referrals/hand_offs/{hand_off}"),
    Shown("hand_off_new", Role.COORDINATOR, "/referrals/hand_offs/new?mother={parent}"),
    Shown("messages", Role.COORDINATOR, "/notifications/"),
    Shown("events", Role.ADMINISTRATOR, "/roster/events"),
    Shown("figures_group", Role.LEADER, "/roster/figures"),
    Shown("figures_follow_up", Role.LEADER, "/outreach/figures"),
    Shown("figures_referrals", Role.LEADER, "/referrals/figures"),
    Shown("accessibility", Role.COORDINATOR, "/roster/was"),
    Shown("privacy", Role.COORDINATOR, "/roster/privacy"),
    Shown("sign_in", None, "/sign-in/?to=/roster/"),
    Shown("invitation", None, "/sign-in/invitation/{invitation}"),
    Shown("demo_link", None, "/sign-in/demo/{demo}"),
    Shown("people", Role.ADMINISTRATOR, "/people"),
    Shown("people_leader", Role.LEADER, "/people"),
    Shown("access", Role.ADMINISTRATOR, "/roster/access"),
    Shown("not_found", Role.COORDINATOR, "/nowhere"),
    Shown(
        "refused", Role.COORDINATOR, "/referrals/00000000-0000-7000-8000-000000000000"
    ),
)
EACH = pytest.mark.parametrize("shown", PAGES, ids=lambda one: one.name)
MISSING = {"not_found", "refused"}
NARROW = {"width": 320, "height": 640}
# Twice as large on a desk is as if the desk were half as wide.
ZOOMED = {"width": 640, "height": 450}
SMALL_TARGETS = """() => [...document.querySelectorAll(
        'button, .button, select, summary, input:not([type=hidden], [type=radio],'
        + ' [type=checkbox]), nav a, footer a, .back, label.choice')]
    .filter((each) => each.offsetParent !== null)
    .filter((each) => each.getBoundingClientRect().height < 43.5)
    .map((each) => each.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    town = Town(tmp_path_factory.mktemp("town"))
    yield town
    town.stop()


@pytest.fixture(scope="session")
def town(played: Town) -> dict[str, str]:
    return played.places | {"wrong_file": wrong_file(played)}


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


class Visit:
    """
    What a browser fetches and complains of while a page is opened.
    """

    def __init__(self, page: Page) -> None:
        self._said: list[str] = []
        self._fetched: list[tuple[str, int]] = []
        page.on("console", lambda message: self._said.append(message.text))
        page.on("pageerror", lambda error: self._said.append(str(error)))
        page.on("requestfinished", self._count)

    def _count(self, request: Request) -> None:
        self._fetched.append((request.url, sum(request.sizes().values())))

    @property
    def bytes(self) -> int:
        return sum(size for _, size in self._fetched)

    def complaints(self, *, but: str) -> list[str]:
        return [text for text in self._said if but not in text]

    def from_elsewhere(self, address: str) -> list[str]:
        return [url for url, _ in self._fetched if not url.startswith(address)]


def unfold(page: Page) -> None:
    for details in page.locator("details").all()[:6]:
        details.evaluate("(each) => { each.open = true }")


def width_to_scroll(page: Page, size: dict[str, int]) -> int:
    page.set_viewport_size(size)
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def speak(page: Page, language: str) -> None:
    page.context.add_cookies([{"name": "language", "value": language, "url": page.url}])
    page.reload()


def tab_to(page: Page, label: str) -> None:
    """
    Press the tab key until something of this label has the focus.
    """
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == label:
            return
    raise AssertionError(f"No tab leads to {label}.")


class TestEveryPage:
    @EACH
    def test_is_usable_by_everybody(self, visiting, shown):
        """
        Nothing of WCAG 2.1 AA is violated that a program can tell: in both languages,
        with everything unfolded, light and dark. A person looks at the pictures.
        """
        page = visiting(shown.role, shown.address)
        keep_pictures(page, shown.name)
        unfold(page)
        found = axe(page)
        page.emulate_media(color_scheme="dark")
        found += axe(page)
        page.emulate_media(color_scheme="light")
        speak(page, "en")
        keep_pictures(page, f"{shown.name}_english")
        unfold(page)

        assert found + axe(page) == []
        assert page.locator("html").get_attribute("lang") == "en"

    @EACH
    def test_is_light_and_fits_everywhere(self, visiting, town, shown):
        """
        Below 100 kB on the first visit, all from the same place, nothing refused by the
        page's own policy; nothing to scroll sideways at 320 points or at 200 %, and
        what is pressed is 44 points high.
        """
        page = visiting(shown.role, "about:blank")
        visit = Visit(page)
        page.goto(shown.address.format(**town))
        page.wait_for_load_state("load")
        targets = page.evaluate(SMALL_TARGETS)
        widths = [width_to_scroll(page, size) for size in (NARROW, ZOOMED)]

        assert visit.complaints(but=f"{404 if shown.name in MISSING else None}") == []
        assert visit.from_elsewhere(town["address"]) == []
        assert visit.bytes < 100_000
        assert targets == []
        assert widths == [0, 0]


class TestRegisterByKeyboard:
    def test_marks_and_takes_back(self, acting_as, meeting):
        """
        Tab to a name, tab to what she did, space: marked. Once more: taken back.
        """
        page = acting_as(Role.PAEDAGOG).new_page()
        page.goto(meeting.page)
        name = next(iter(meeting.mothers))
        button = page.get_by_role("button", name=f"Mødt: {name}")

        tab_to(page, f"Mødt: {name}")
        page.keyboard.press("Space")
        expect(button).to_have_attribute("aria-pressed", "true")
        tab_to(page, f"Mødt: {name}")
        page.keyboard.press("Space")

        expect(button).to_have_attribute("aria-pressed", "false")

    def test_shows_where_one_is(self, acting_as, meeting):
        """
        Whatever has the focus has an outline; the first tab offers to skip the menu.
        """
        page = acting_as(Role.PAEDAGOG).new_page()
        page.goto(meeting.page)

        page.keyboard.press("Tab")
        first = page.evaluate("document.activeElement.textContent")
        outlines = []
        for _ in range(12):
            page.keyboard.press("Tab")
            outlines.append(
                page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            )

        assert first == "Gå til indhold"
        assert set(outlines) == {"solid"}


def watching_unfolded(acting_as, meeting) -> Page:
    page = acting_as(Role.COORDINATOR).new_page()
    page.goto(meeting.page)
    page.get_by_text("Kom der en, som ikke står her?").click()
    page.wait_for_timeout(500)
    return page


class TestLiveList:
    def test_shows_a_mark_that_somebody_else_set(self, acting_as, meeting):
        """
        Two phones have the register open; what one marks, the other shows by itself.
        """
        name = next(iter(meeting.mothers))
        watching = acting_as(Role.COORDINATOR).new_page()
        watching.goto(meeting.page)
        marking = acting_as(Role.PAEDAGOG).new_page()
        marking.goto(meeting.page)
        watching.wait_for_timeout(500)

        marking.get_by_role("button", name=f"Mødt: {name}").click()

        seen = watching.get_by_role("button", name=f"Mødt: {name}")
        expect(seen).to_have_attribute("aria-pressed", "true", timeout=8_000)

    def test_shows_a_mark_beside_what_is_unfolded(self, acting_as, meeting, book):
        """
        A colleague's mark appears in its line; what she has open stays as it is.
        """
        _, second, *_ = meeting.mothers
        watching = watching_unfolded(acting_as, meeting)

        book.mark(second, "attended")

        seen = watching.get_by_role("button", name=f"Mødt: {second}")
        expect(seen).to_have_attribute("aria-pressed", "true", timeout=8_000)
        assert watching.locator("details[open]").count() == 1

    def test_is_never_swapped_under_somebodys_hands(self, acting_as, meeting, book):
        """
        While she has something open, she is told that there is news, and no more.
        """
        watching = watching_unfolded(acting_as, meeting)

        book.close()

        expect(watching.get_by_text("Der er nyt på listen.")).to_be_visible(
            timeout=8_000
        )
        assert watching.locator("details[open]").count() == 1
        watching.get_by_role("link", name="Vis det nye").click()
        expect(watching.get_by_text("Lukket")).to_be_visible()

    def test_without_a_worker_is_swapped_as_a_whole(self, acting_as, meeting, book):
        """
        Where a browser keeps nothing, as over plain http, the list is still a live one.
        """
        name = next(iter(meeting.mothers))
        watching = acting_as(Role.COORDINATOR).new_page()
        watching.add_init_script("delete Navigator.prototype.serviceWorker")
        watching.goto(meeting.page)
        watching.wait_for_timeout(500)

        book.mark(name, "attended")

        seen = watching.get_by_role("button", name=f"Mødt: {name}")
        expect(seen).to_have_attribute("aria-pressed", "true", timeout=8_000)

    def test_works_without_a_script(self, acting_as, meeting):
        """
        Without JavaScript every mark is a page of its own, and nothing is missing.
        """
        name = next(iter(meeting.mothers))
        page = acting_as(Role.PAEDAGOG, java_script_enabled=False).new_page()
        page.goto(meeting.page)

        page.get_by_role("button", name=f"Mødt: {name}").click()

        button = page.get_by_role("button", name=f"Mødt: {name}")
        assert button.get_attribute("aria-pressed") == "true"


class TestOffline:
    def test_is_told_and_taken_back(self, acting_as):
        """
        Whoever has no network reads that what she sees may be old.
        """
        context = acting_as(Role.COORDINATOR)
        page = context.new_page()
        page.goto("/outreach/")

        context.set_offline(True)
        expect(page.get_by_text("Der er ingen forbindelse.")).to_be_visible()
        context.set_offline(False)

        expect(page.get_by_text("Der er ingen forbindelse.")).to_be_hidden()


class TestHomes:
    @pytest.mark.parametrize(
        ("role", "place", "heading"),
        [
            (Role.COORDINATOR, "/outreach/", "Følg op i dag"),
            (Role.PAEDAGOG, "/roster/", "Mødegange"),
            (Role.HEALTH_VISITOR, "/referrals/", "Henvisninger"),
            (Role.HEALTH_VISITORS_LEADER, "/referrals/", "Henvisninger"),
            (Role.DAYCARE_INTAKE, "/referrals/", "Børn på vej til dagtilbud"),
            (Role.LEADER, "/roster/figures", "Gruppen i tal"),
            (Role.ADMINISTRATOR, "/people", "Hvem har adgang"),
        ],
    )
    def test_are_where_each_role_begins(self, acting_as, role, place, heading):
        """
        The front page leads to the page that the role works from.
        """
        page = acting_as(role).new_page()

        page.goto("/")

        assert page.url.endswith(place)
        assert page.locator("h1").text_content() == heading

    def test_show_a_leader_no_name(self, acting_as, meeting):
        """
        A leader's pages have figures, and none of the names that are on the list.
        """
        page = acting_as(Role.LEADER).new_page()

        for place in ("/roster/figures", "/outreach/figures", "/referrals/figures"):
            page.goto(place)
            text = page.locator("main").inner_text()
            assert not [name for name in meeting.mothers if name in text]
            assert "under 5" in text
