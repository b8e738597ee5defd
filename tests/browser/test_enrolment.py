"""
A mother's whole way through the group, tapped on the coordinator's phone.
"""

import re

from playwright.sync_api import Page, expect

from shared.kernel.organisations import Role
from tests.browser.looks import axe, keep_pictures
from tests.browser.people import ActingAs

STATE = "h1 .state"


def stands(page: Page, state: str) -> None:
    expect(page.locator(STATE)).to_have_text(state)


def enter(page: Page, group: str) -> str:
    """
    Enter one whom the health visitor has suggested; return the address of her page.
    """
    page.goto("/roster/mothers/new")
    page.get_by_label("Gruppe").select_option(label=group)
    page.get_by_label("Navn", exact=True).fill("Zeyneb Akdenizli")
    page.locator("summary", has_text="Hvem har foreslået hende?").click()
    page.get_by_label("Hvem har foreslået hende?").select_option("health_visitor")
    page.get_by_role("button", name="Gem").click()
    page.wait_for_url(re.compile(r"/roster/mothers/[0-9a-f-]{36}"))
    return page.url


class TestWay:
    def test_goes_from_a_suggestion_to_leaving(
        self, acting_as: ActingAs, client, meeting
    ):
        """
        Suggested, invited, a yes, a first visit, a pause that was a slip and is undone,
        a pause, back again, and on to school: each a tap or two, nothing to confirm.
        """
        page = acting_as(Role.COORDINATOR).new_page()
        groups = client.get("/roster/api/groups")
        group = next(one for one in groups if one["id"] == meeting.group_id)
        her = enter(page, f"{group['name']}, {group['place']}")
        stands(page, "Foreslået")
        assert axe(page) == []
        keep_pictures(page, "enrolment_suggested")

        page.get_by_role("button", name="Hun er inviteret").click()
        stands(page, "Inviteret")
        page.get_by_role("button", name="Hun siger ja").click()
        stands(page, "Vil gerne komme")
        keep_pictures(page, "enrolment_interested")
        page.get_by_label("Mødegang", exact=True).select_option(meeting.session_id)
        page.get_by_role("button", name="Skriv besøget").click()
        stands(page, "Første besøg er aftalt")

        path = f"/roster/api/sessions/{meeting.session_id}"
        seen = {"mother_id": her.rsplit("/", 1)[1], "outcome": "attended"}
        client.post(f"{path}/marks", seen, step=f"{her}:mark")
        client.post(f"{path}/close", step=f"{her}:close")
        page.goto(her)
        stands(page, "I gruppen")

        page.get_by_text("Hun holder pause").click()
        page.get_by_label("Hvorfor?").select_option("travel")
        page.get_by_role("button", name="Skriv pausen").click()
        stands(page, "Holder pause")
        page.get_by_role("button", name="Fortryd").click()
        stands(page, "I gruppen")
        page.get_by_text("Hun holder pause").click()
        page.get_by_label("Hvorfor?").select_option("exam")
        page.get_by_role("button", name="Skriv pausen").click()
        stands(page, "Holder pause")
        assert axe(page) == []
        keep_pictures(page, "enrolment_paused")
        page.get_by_role("button", name="Hun kommer igen").click()
        stands(page, "I gruppen")

        page.get_by_text("Hun går videre fra gruppen").click()
        page.get_by_label("Til hvad?").select_option("school")
        page.get_by_role("button", name="Skriv, at hun er gået videre").click()
        stands(page, "Tidligere i gruppen")
        assert page.get_by_text("Skole eller uddannelse").first.is_visible()
        assert axe(page) == []
        keep_pictures(page, "enrolment_left")
