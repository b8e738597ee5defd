"""
The way in and out, as a person at a browser goes it: by a password, or from elsewhere.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from shared.kernel.organisations import Role
from tests.browser.keys import tab_to
from tests.browser.looks import axe, keep_pictures
from tests.browser.people import ActingAs, profile_of
from tests.browser.product import Product
from tests.browser.visits import choose_language
from tests.support.oidc_process import NURSE, VISITOR, oidc_server

NAME = "Prøve Nybegynder"
PASSWORD = "tre gule både"  # noqa: S105 - invented.
NEW_PERSON = Role.COORDINATOR
HOME = "**/outreach/"
TWO_TAPS = """(button) => {
    window.addEventListener("submit", (tap) => {
        const before = sessionStorage.getItem("taps") ?? "";
        const now = tap.defaultPrevented ? " kept" : " sent";
        sessionStorage.setItem("taps", before + now);
    });
    button.click();
    setTimeout(() => button.click(), 1);
}"""


@pytest.fixture(scope="module")
def her_name(product: Product, browser: Browser) -> str:
    """
    Let somebody in who has been here before; give the name that she signs in with.
    """
    administrator = profile_of(Role.ADMINISTRATOR, browser=browser, at=product)
    newcomer = profile_of(None, browser=browser, at=product)
    come_in(newcomer.new_page(), invited(administrator.new_page(), "kendt"))
    administrator.close()
    newcomer.close()
    return "kendt"


class TestOwnAccount:
    def test_begins_with_a_link(self, acting_as: ActingAs):
        """
        An administrator makes a link; a newcomer opens it on her own phone, hears that
        her two passwords differ, chooses one, and is where her day begins.
        """
        administrator = acting_as(Role.ADMINISTRATOR).new_page()
        link = invited(administrator, "ny.nybegynder")
        assert axe(administrator) == []
        keep_pictures(administrator, "people_link")
        page = acting_as(None).new_page()

        page.goto(link)
        choose_language(page, "en")
        choose_password(page, PASSWORD, again="tre gule båd")
        expect(page.get_by_role("alert")).to_contain_text("not the same")
        found = axe(page)
        choose_language(page, "da")
        page.goto(link)
        choose_password(page, PASSWORD, again="tre gule båd")
        expect(page.get_by_role("alert")).to_contain_text("ikke ens")
        assert found + axe(page) == []
        keep_pictures(page, "invitation_refused")
        choose_password(page, PASSWORD, again=PASSWORD)

        page.wait_for_url(HOME)
        expect(page.get_by_role("banner").get_by_text(NAME)).to_be_visible()
        assert acting_as(None).new_page().goto(link).status == 404

    def test_shows_the_link_of_a_hurried_thumb(self, acting_as: ActingAs):
        """
        A link is shown once: a second tap while it is being made is not sent, and the
        link is there.
        """
        page = acting_as(Role.ADMINISTRATOR).new_page()
        fill_in_invitation(page, "hurtig.tommel")

        page.get_by_role("button", name="Lav et link").evaluate(TWO_TAPS)

        expect(page.get_by_label("Link")).to_have_value(re.compile("/invitation/"))
        assert page.evaluate("sessionStorage.getItem('taps')") == " sent kept"

    def test_leads_on_to_the_page_that_was_asked_for(
        self, acting_as: ActingAs, her_name: str
    ):
        """
        A wrong password is told, in both languages, and her name still stands there;
        the right one leads to where she was going.
        """
        page = acting_as(None).new_page()
        page.goto("/referrals/new")
        choose_language(page, "en")
        sign_in(page, her_name, "helt forkert kode")
        expect(page.get_by_role("alert")).to_contain_text("do not fit")
        found = axe(page)
        choose_language(page, "da")
        page.goto("/referrals/new")

        sign_in(page, her_name, "helt forkert kode")
        expect(page.get_by_role("alert")).to_contain_text("passer ikke sammen")
        assert found + axe(page) == []
        keep_pictures(page, "sign_in_refused")
        expect(page.get_by_label("Navn eller e-mail")).to_have_value(her_name)
        expect(page.get_by_label("Adgangskode")).to_have_value("")
        sign_in(page, her_name, PASSWORD)

        page.wait_for_url("**/referrals/new")

    def test_is_left_with_nothing_to_go_back_to(
        self, acting_as: ActingAs, her_name: str
    ):
        """
        After she has signed out the browser's way back shows the sign-in and no name.
        """
        page = signed_in(acting_as(None), her_name)
        page.get_by_role("link", name="Mødegange").click()

        page.get_by_role("button", name="Log ud").click()
        page.wait_for_url("**/sign-in/")
        page.go_back()

        page.wait_for_url("**/sign-in/?to=*")
        expect(page.get_by_text(NAME)).to_have_count(0)

    def test_needs_no_more_than_a_keyboard(self, acting_as: ActingAs, her_name: str):
        """
        Tab, write, tab, write, enter; and by the keyboard out again.
        """
        page = acting_as(None).new_page()
        page.goto("/sign-in/")

        tab_to(page, page.get_by_label("Navn eller e-mail"))
        page.keyboard.type(her_name)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(HOME)
        tab_to(page, page.get_by_role("button", name="Log ud"))
        page.keyboard.press("Enter")

        page.wait_for_url("**/sign-in/")

    def test_ends_at_her_next_click(self, acting_as: ActingAs):
        """
        The administrator shuts her out; her next click shows nothing but the sign-in,
        and her password opens nothing any more, until the administrator takes it back.
        """
        administrator = acting_as(Role.ADMINISTRATOR).new_page()
        link = invited(administrator, "snart.ude")
        page = acting_as(None).new_page()
        come_in(page, link)
        page.goto("/roster/mothers/new")  # A list would find out by itself.

        administrator.goto("/people")
        row = administrator.get_by_role("row").filter(has_text="snart.ude")
        row.get_by_role("button", name="Luk ude").click()
        expect(row.get_by_text("Lukket ude")).to_be_visible()
        page.get_by_role("link", name="Mødegange").first.click()

        page.wait_for_url("**/sign-in/?to=*")
        sign_in(page, "snart.ude", PASSWORD)
        expect(page.get_by_role("alert")).to_contain_text("passer ikke sammen")
        row.get_by_role("button", name="Fortryd").click()
        expect(row.get_by_role("button", name="Luk ude")).to_be_visible()
        sign_in(page, "snart.ude", PASSWORD)
        page.wait_for_url("**/roster/")


@pytest.fixture(scope="module")
def elsewhere(port_elsewhere: int) -> Iterator[str]:
    """
    Run another organisation's sign-in, a real OpenID provider.
    """
    with oidc_server(port_elsewhere) as address:
        yield address


@pytest.fixture
def stranger(acting_as: ActingAs) -> Page:
    """
    Give the browser of somebody who has not signed in, and who reaches us two alone.
    """
    context = acting_as(None)
    context.route(re.compile("^https:"), lambda route: route.abort())
    return context.new_page()


class TestWorkAccount:
    def test_signs_in_there_and_leads_on_here(self, stranger: Page, elsewhere: str):
        """
        There by one button, with a challenge for PKCE; back, and on to the page that
        was asked for; nothing of the way there is kept.
        """
        stranger.goto("/referrals/new")
        assert axe(stranger) == []
        keep_pictures(stranger, "sign_in_both_ways")

        stranger.get_by_role("link", name="Log ind med din arbejdskonto").click()
        stranger.wait_for_url(f"{elsewhere}/**")
        asked = parse_qs(urlsplit(stranger.url).query)
        stranger.get_by_role("button", name=NURSE, exact=True).click()

        stranger.wait_for_url("**/referrals/new")
        expect(stranger.get_by_text("Prøve Sundhedsplejerske")).to_be_visible()
        assert asked["code_challenge_method"] == ["S256"]
        assert {one["name"] for one in stranger.context.cookies()} >= {"session"}
        assert "errand" not in {one["name"] for one in stranger.context.cookies()}

    @pytest.mark.parametrize(
        ("pressed", "told"),
        [(VISITOR, "ikke fået en rolle her"), ("Deny", "Prøv igen")],
    )
    def test_does_not_let_in(
        self, stranger: Page, elsewhere: str, pressed: str, told: str
    ):
        """
        Who has no role here, or says no over there, is told what to do, and is not in.
        """
        refused_elsewhere(stranger, elsewhere, pressed)
        expect(stranger.locator("main")).to_contain_text(told)
        found = axe(stranger)
        keep_pictures(stranger, f"sign_in_{pressed.lower()}")
        choose_language(stranger, "en")
        refused_elsewhere(stranger, elsewhere, pressed)
        expect(stranger.locator("html")).to_have_attribute("lang", "en")

        assert found + axe(stranger) == []
        stranger.goto("/referrals/")
        assert "/sign-in/" in stranger.url


def refused_elsewhere(page: Page, elsewhere: str, pressed: str) -> None:
    page.goto("/sign-in/elsewhere")
    page.wait_for_url(f"{elsewhere}/**")
    page.get_by_role("button", name=pressed).click()
    page.wait_for_url("**/sign-in/back?*")


def invited(page: Page, name: str) -> str:
    """
    As an administrator, let somebody in; return the link that is shown once.
    """
    fill_in_invitation(page, name)
    page.get_by_role("button", name="Lav et link").click()
    return page.get_by_label("Link").input_value()


def fill_in_invitation(page: Page, name: str) -> None:
    page.goto("/people")
    page.get_by_label("Navn", exact=True).fill(NAME)
    page.get_by_label("Logger ind som").fill(name)
    page.get_by_label("Rolle").select_option(NEW_PERSON)


def come_in(page: Page, link: str) -> None:
    page.goto(link)
    choose_password(page, PASSWORD, again=PASSWORD)
    page.wait_for_url(HOME)


def choose_password(page: Page, password: str, *, again: str) -> None:
    page.get_by_label("Ny adgangskode").fill(password)
    page.get_by_label("Den samme igen").fill(again)
    page.get_by_role("button", name="Gem og log ind").click()


def sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("Navn eller e-mail").fill(name)
    page.get_by_label("Adgangskode").fill(password)
    page.get_by_role("button", name="Log ind").click()


def signed_in(context: BrowserContext, name: str) -> Page:
    page = context.new_page()
    page.goto("/sign-in/")
    sign_in(page, name, PASSWORD)
    page.wait_for_url(HOME)
    return page
