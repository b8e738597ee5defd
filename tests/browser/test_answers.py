"""
Pages that answer a form: no address leads to them, so they are looked at here.
"""

import pytest
from playwright.sync_api import Page

from shared.kernel.organisations import Role
from tests.browser.looks import axe, keep_pictures
from tests.browser.visits import faults_of_form


def ask_for_task_feed(page: Page) -> None:
    page.get_by_role("button", name="Få opgaverne i din kalender").click()


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


ANSWERS = (
    ("task_feed", Role.COORDINATOR, "/outreach/", ask_for_task_feed),
    ("webhook_secret", Role.ADMINISTRATOR, "/outreach/webhooks", add_webhook),
    ("mothers_alike", Role.COORDINATOR, "/roster/mothers/new", ask_who_is_alike),
)


class TestAnswers:
    @pytest.mark.parametrize(
        ("name", "role", "address", "ask"), ANSWERS, ids=[one[0] for one in ANSWERS]
    )
    def test_are_usable_by_everybody(self, visiting, name, role, address, ask):
        """
        Nothing of WCAG 2.1 AA is violated, nothing scrolls sideways, and targets are
        44 points high: the same as of every page.
        """
        page = visiting(role, address)

        ask(page)
        page.wait_for_load_state()

        keep_pictures(page, name)
        assert page.locator("h1").count() == 1
        assert faults_of_form(page) == ([0, 0], [])
        assert axe(page) == []


PRINTED = (
    ("register", Role.PAEDAGOG, "/roster/sessions/{open}"),
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
        keep_pictures(page, f"print_{name}")

        shown = page.locator(f"{FRAME}, {TO_PRESS}").filter(visible=True)
        assert [one.inner_text() for one in shown.all()] == []
        assert page.locator("h1").is_visible()
        assert page.locator(".register .choices button").count() == (
            page.locator(".register .choices button").filter(visible=True).count()
        )
