"""
Where each role's day begins, in a town in which a Tuesday has been played.
"""

import re

import pytest
from playwright.sync_api import expect

from shared.kernel.organisations import Role
from tests.browser.visits import settle

FIGURES = ("/roster/figures", "/outreach/figures", "/referrals/figures")


class TestHomes:
    @pytest.mark.parametrize(
        ("role", "place", "heading", "work"),
        [
            (Role.COORDINATOR, "/outreach/", "Følg op i dag", "For sent"),
            (Role.COORDINATOR, "/outreach/", "Følg op i dag", "Åbn registeret"),
            (Role.PAEDAGOG, "/roster/", "Mødegange", "Åbn registeret"),
            (Role.HEALTH_VISITOR, "/referrals/", "Henvisninger", "Tolk på"),
            (Role.HEALTH_VISITORS_LEADER, "/referrals/", "Henvisninger", "Tolk på"),
            (Role.DAYCARE_INTAKE, "/referrals/", "Børn på vej til dagtilbud", "Plads"),
            (Role.LEADER, "/roster/figures", "Gruppen i tal", "under 5"),
            (Role.ADMINISTRATOR, "/people", "Hvem har adgang", "Luk ude"),
        ],
    )
    def test_show_each_role_her_work(self, visiting, role, place, heading, work):
        """
        The front page leads to the page that the role works from, with her work on it.
        """
        page = visiting(role, "/")

        assert page.url.endswith(place)
        assert page.locator("h1").text_content() == heading
        expect(page.locator("main").get_by_text(work).first).to_be_visible()
        settle(page)
        # What another service shows on her page does not give it another name.
        [title] = re.findall("<title>(.*?)</title>", page.request.get(page.url).text())
        expect(page).to_have_title(title)

    def test_lead_the_coordinator_to_the_next_session_without_a_script(self, visiting):
        """
        The next session stands on her page when another service has been asked; where
        no script runs, a link leads to its register.
        """
        page = visiting(Role.COORDINATOR, "/", java_script_enabled=False)

        page.get_by_role("link", name="Næste mødegang").click()

        expect(page.locator("#register")).to_be_visible()

    def test_show_a_leader_no_name(self, visiting, names_in_town):
        """
        A leader's pages have figures, and none of the names that are on the list.
        """
        page = visiting(Role.LEADER, "/")

        for place in FIGURES:
            page.goto(place)
            text = page.locator("main").inner_text()
            assert not [name for name in names_in_town if name in text]
            assert "under 5" in text


class TestAllThatIsKept:
    def test_is_put_together_from_the_parts_of_whom_the_reader_may_ask(
        self, visiting, town
    ):
        """
        The coordinator reads all four on one page, a pædagog no part that is not hers.
        """
        found = {}
        for role in (Role.COORDINATOR, Role.PAEDAGOG):
            page = visiting(role, f"/roster/mothers/{town['parent']}/personal")
            page.wait_for_load_state("networkidle")
            parts = page.locator("section[id^=kept_]").all()
            found[role] = [part.get_attribute("id") for part in parts]
            assert page.get_by_text("Vis denne del").count() == 0

        assert found == {
            Role.COORDINATOR: [
                "kept_roster",
                "kept_outreach",
                "kept_referrals",
                "kept_notifications",
            ],
            Role.PAEDAGOG: ["kept_roster", "kept_referrals"],
        }

    def test_leads_to_the_part_in_whose_place_something_else_came(self, visiting, town):
        """
        An older release or a page to sign in is no part: the link to it stays.
        """
        page = visiting(Role.PAEDAGOG, "/")
        there = f"/referrals/mothers/{town['parent']}/personal"
        page.route(
            f"**{there}", lambda route: route.fulfill(body="<h1>Noget andet</h1>")
        )
        page.goto(f"/roster/mothers/{town['parent']}/personal")
        page.wait_for_load_state("networkidle")

        expect(page.locator(f"a[href='{there}']")).to_be_visible()
        assert page.get_by_text("Noget andet").count() == 0
