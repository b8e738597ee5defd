"""
Pages that answer a form: no address leads to them, so they are looked at here.
"""

import pytest
from playwright.sync_api import Page, Route, expect

from shared.kernel.organisations import Role
from tests.browser.looks import PAPER, axe, keep_pictures
from tests.browser.visits import choose_language, faults_of_form

# The last is what a browser tells a page that it has kept for who goes back.
TWO_TAPS_AND_BACK = """async (button) => {
    const told = [];
    for (let tap = 0; tap < 2; tap += 1) {
        button.click();
        await new Promise((go) => setTimeout(go, 50));
        told.push(button.getAttribute("aria-busy"));
    }
    told.push(getComputedStyle(button, "::after").content);
    dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}));
    return [...told, button.getAttribute("aria-busy")];
}"""


def ask_for_task_feed(page: Page) -> None:
    page.locator("form[action='/outreach/task_feed'] button").click()


def add_webhook(page: Page) -> None:
    page.get_by_label("Adresse, der begynder med https").fill("https://a.example/hent")
    page.get_by_role("button", name="Tilføj, og vis nøglen").click()


def ask_who_is_alike(page: Page) -> None:
    """
    Send the form as the button does that stands there where no script runs.
    """
    page.get_by_label("Navn", exact=True).fill("Adwoa Kwartenba")
    page.locator("main form.fields").evaluate(
        "(form) => { form.action = '/roster/mothers/alike'; form.submit(); }"
    )
    page.wait_for_url("**/alike")


def enter_what_is_wrong(page: Page) -> None:
    page.locator("#display_name").fill("Adwoa Kwartenba")
    page.locator("#phone").fill("12")
    page.locator("#languages").evaluate("(field) => { field.value = 'klingonsk'; }")
    page.locator("main form.fields button:not([formaction])").click()


ANSWERS = (
    ("task_feed", Role.COORDINATOR, "/outreach/", ask_for_task_feed),
    ("webhook_secret", Role.ADMINISTRATOR, "/outreach/webhooks", add_webhook),
    ("mothers_alike", Role.COORDINATOR, "/roster/mothers/new", ask_who_is_alike),
    ("form_refused", Role.COORDINATOR, "/roster/mothers/new", enter_what_is_wrong),
)


class TestAnswers:
    @pytest.mark.parametrize(
        ("name", "role", "address", "ask"), ANSWERS, ids=[one[0] for one in ANSWERS]
    )
    def test_are_usable_by_everybody(self, visiting, name, role, address, ask):
        """
        Nothing of WCAG 2.1 AA is violated in either language, nothing scrolls sideways,
        and targets are 44 points high: the same as of every page.
        """
        page = visiting(role, address)

        ask(page)
        page.wait_for_load_state()

        keep_pictures(page, name)
        assert page.locator("h1").count() == 1
        assert faults_of_form(page) == ([0, 0], [])
        found = axe(page)
        # Asked for anew: what answers a form cannot be loaded once more.
        page.goto(address)
        choose_language(page, "en")
        ask(page)
        page.wait_for_load_state()
        assert page.locator("html").get_attribute("lang") == "en"
        assert found + axe(page) == []


class TestButton:
    def test_is_busy_until_it_is_answered(self, visiting):
        """
        It says so, and a second tap sends nothing; it is free again for who comes back,
        also where the browser shows the page as she has left it.
        """
        page = visiting(
            Role.ADMINISTRATOR, "/outreach/webhooks", service_workers="block"
        )
        page.get_by_label("Adresse, der begynder med https").fill("https://b.example")
        button = page.get_by_role("button", name="Tilføj, og vis nøglen")
        sent: list[Route] = []

        def hold(route: Route) -> None:
            if route.request.method == "POST":
                sent.append(route)
            else:
                route.continue_()

        page.route("**/outreach/webhooks", hold)

        told = button.evaluate(TWO_TAPS_AND_BACK)
        [only] = sent
        only.continue_()

        expect(page.get_by_role("heading", name="Nøglen")).to_be_visible()
        assert told == ["true", "true", '"…"', None]
        page.go_back()
        expect(button).not_to_have_attribute("aria-busy", "true")

    def test_is_free_once_a_file_has_come(self, visiting):
        """
        The page stays, and hears nothing of it: for the same file once more one taps
        again.
        """
        page = visiting(Role.COORDINATOR, "/roster/groups/{group}/export")
        button = page.get_by_role("button", name="Gem mødegangene")

        for _ in range(2):
            with page.expect_download():
                button.click()

            expect(button).not_to_have_attribute("aria-busy", "true")


PRINTED = (
    ("register", Role.PAEDAGOG, "/roster/sessions/{open}"),
    ("mother", Role.COORDINATOR, "/roster/mothers/{parent}"),
    ("personal", Role.COORDINATOR, "/roster/mothers/{parent}/personal"),
    ("looks_of", Role.LEADER, "/roster/looks/of/{parent}"),
)
FRAME = "header, footer, nav, .sub, .back, .skip, summary"
TO_PRESS = "form:not(.register form), button:not(.register button), .button"


class TestPrint:
    @pytest.mark.parametrize(
        ("name", "role", "address"), PRINTED, ids=[one[0] for one in PRINTED]
    )
    def test_has_nothing_on_it_that_paper_cannot_do(
        self, visiting, name, role, address
    ):
        """
        No menu, no form, no button; a register's marks stay, as boxes to tick.
        """
        page = visiting(role, address)

        page.emulate_media(media="print")
        keep_pictures(page, f"print_{name}", [PAPER])

        shown = page.locator(f"{FRAME}, {TO_PRESS}").filter(visible=True)
        assert [one.inner_text() for one in shown.all()] == []
        assert page.locator("h1").is_visible()
        assert page.locator(".register .choices button").count() == (
            page.locator(".register .choices button").filter(visible=True).count()
        )
