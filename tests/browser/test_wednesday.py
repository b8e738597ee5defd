"""
The day on which she may be called: each way to her, a list handed over, a no.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from shared.web.cookies import SESSION
from tests.browser.looks import axe, keep_pictures
from tests.browser.people import profile_options

_MAIN = Path(__file__).parents[2]
_STOP = 20.0  # seconds


@pytest.fixture
def wednesday(tmp_path: Path) -> Iterator[dict[str, str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.wednesday", str(tmp_path)],
        cwd=_MAIN,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        lines = iter(process.stdout)
        yield json.loads(next(line for line in lines if line.startswith('{"address')))
        process.stdin.close()
        process.wait(_STOP)


@pytest.fixture
def page(wednesday: dict[str, str], browser: Browser) -> Iterator[Page]:
    context = browser.new_context(**profile_options(wednesday["address"]))
    where = {"name": SESSION, "url": wednesday["address"]}
    context.add_cookies([{**where, "value": wednesday["secret"]}])
    yield context.new_page()
    context.close()


class TestWednesday:
    def test_has_each_way_to_her_and_ends_with_her_no(
        self, page: Page, wednesday: dict[str, str]
    ):
        """
        With her yes, on a working day, there is a call, a text and WhatsApp, each with
        nothing sent. The list is given to a colleague; after a no thanks no way is
        left.
        """
        page.goto("/outreach/")
        card = page.locator("#list .card").filter(has_text="Lale Onsdag")
        expect(page.locator('a[href*="67000001"]')).not_to_have_count(0)
        for begins in ("tel:+45", "sms:+45"):
            expect(card.locator(f'.reach a[href^="{begins}"]')).to_be_visible()
        card.get_by_text("Skriv med en færdig tekst").click()
        whatsapp = card.get_by_role("link", name="Åbn i WhatsApp")
        assert whatsapp.get_attribute("href").startswith("https://wa.me/45")
        as_text = card.get_by_role("link", name="Åbn som sms")
        assert "?body=" in as_text.get_attribute("href")
        keep_pictures(page, "wednesday_ways")
        assert axe(page) == []

        page.get_by_text("Giv listen til en kollega").click()
        page.get_by_label("Hvem følger op?").select_option(label="Vikaria Opdigt")
        page.get_by_role("button", name="Giv listen videre").click()
        expect(page.get_by_text("Vikaria Opdigt følger op i dit sted")).to_be_visible()

        card.get_by_text("Hun siger nej tak").click()
        keep_pictures(page, "wednesday_no")
        card.get_by_role("button", name="Skriv nej tak, og stop alt").click()
        expect(page.get_by_text("alt er stoppet")).to_be_visible()
        for path in ("/outreach/", f"/outreach/mothers/{wednesday['mother']}"):
            page.goto(path)
            expect(page.locator('a[href*="67000001"]')).to_have_count(0)
        keep_pictures(page, "wednesday_after")
        assert axe(page) == []

    def test_lets_her_be_asked_again_and_help_wait_until_it_is_agreed(self, page: Page):
        """
        A call that nobody took is two taps and an undoing, another day is two; who
        needs help to come stays there until somebody says that it is agreed.
        """
        page.goto("/outreach/")
        asked = page.locator("#list .card").filter(has_text="Mira Midtuge")
        asked.get_by_role("button", name="Ringede, intet svar").click()
        expect(page.get_by_role("button", name="Fortryd")).to_be_visible()
        expect(asked.get_by_text("Ringede, intet svar, onsdag")).to_be_visible()
        asked.get_by_text("Ring en anden dag").click()
        keep_pictures(page, "wednesday_asked")
        assert axe(page) == []
        asked.get_by_role("button", name="Torsdag").click()
        expect(asked).to_have_count(0)
        page.get_by_role("link", name="Mira Midtuge").click()
        page.get_by_text("Hver gang hun er spurgt igen").click()
        expect(page.get_by_text("Ringede, intet svar, onsdag")).to_be_visible()
        keep_pictures(page, "wednesday_her_page")
        assert axe(page) == []

        page.goto("/outreach/")
        card = page.locator("#list .card").filter(has_text="Lale Onsdag")
        card.get_by_text("Hun svarede").click()
        card.get_by_role("button", name="Brug for hjælp").click()
        page.goto("/outreach/")
        expect(
            card.get_by_role("link", name="Planlæg, hvem der henter")
        ).to_be_visible()
        keep_pictures(page, "wednesday_help")
        assert axe(page) == []
        card.get_by_role("button", name="Hjælpen er aftalt").click()
        expect(page.get_by_text("Det er gemt.")).to_be_visible()
        expect(card).to_have_count(0)
