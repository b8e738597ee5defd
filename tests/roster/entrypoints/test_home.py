"""
The pædagog's home and the leader's, and the way to the next session.
"""

import requests

from shared.kernel.organisations import Role
from tests.support.way_in import place_of


def leads_to(visitor, path: str, role: Role = Role.PAEDAGOG) -> str:
    answer = requests.get(
        visitor.root + path,
        allow_redirects=False,
        timeout=10,
        **visitor.way_in.of(role, place_of(role)),
    )
    assert answer.status_code == 303
    return answer.headers["Location"]


class TestNext:
    def test_is_todays_register_and_then_the_one_that_comes(self, visitor):
        """
        Noon of the seventeenth: today's is over, the twenty-fourth comes.
        """
        group_id = visitor.group()
        visitor.session(group_id, "2026-11-10")
        none = leads_to(visitor, "/roster/next")
        coming = visitor.session(group_id, "2026-11-24")

        assert none == "/roster/"
        assert leads_to(visitor, "/roster/next") == f"/roster/sessions/{coming}"


class TestOverview:
    def test_says_first_which_register_was_left_open(self, visitor):
        """
        Nobody follows up before the register is closed, so that stands at the top.
        """
        group_id = visitor.group()
        left_open = visitor.session(group_id, "2026-11-10")

        page = visitor.open("/roster/")

        assert "Registeret fra tirsdag d. 10. november er ikke lukket" in page.text
        assert page.html.index(left_open) < page.html.index("<h2>")

    def test_says_so_on_a_page_that_other_homes_ask_for(self, visitor):
        """
        The day of two of the three begins on a page of another service. At noon of the
        seventeenth yesterday's is forgotten and today's is not; closed, it is gone.
        """
        group_id = visitor.group()
        today = visitor.session(group_id, "2026-11-17")
        left_open = visitor.session(group_id, "2026-11-16")

        page = visitor.open("/roster/forgotten", role=Role.HEALTH_VISITOR)
        visitor.post(f"/sessions/{left_open}/close")
        closed = visitor.open("/roster/forgotten")

        assert "Registeret fra mandag d. 16. november er ikke lukket" in page.text
        assert f'href="/roster/sessions/{left_open}"' in page.html
        assert today not in page.html
        assert "Alle registre er lukket." in closed.text

    def test_leads_from_nothing_to_a_session(self, visitor):
        """
        Who opens an empty roster is told where to begin.
        """
        empty = visitor.open("/roster/")
        visitor.open("/roster/groups/new").send(
            "/roster/groups/new", name="Tirsdagsgruppen", place="Børnehuset"
        )
        register = visitor.open("/roster/sessions/new").send(
            "/roster/sessions/new", date="2026-11-17", theme="søvn"
        )
        overview = visitor.open("/roster/")

        assert "Opret en gruppe" in empty.text
        assert "Tirsdag d. 17. november uge 47" in register.text
        assert "Ikke lukket" in overview.text
        assert "Ingen flere mødegange er planlagt." in overview.text

    def test_sorts_sessions_by_what_is_to_be_done(self, visitor):
        """
        Today's first, then the next ones, then the last ones.
        """
        group_id = visitor.group()
        for day in ("2026-11-10", "2026-11-17", "2026-11-24"):
            visitor.session(group_id, day)

        text = visitor.open("/roster/").text

        words = ("I dag", "17. november", "Kommende", "24. november", "Seneste")
        # That the tenth's is not closed stands at the top as well.
        places = [*map(text.index, words), text.rindex("10. november")]
        assert places == sorted(places)


class TestFigures:
    def test_name_nobody_and_hide_what_is_small(self, visitor):
        """
        Five are on the list: that is told. Fewer are in the registers: that is not.
        """
        group_id = visitor.group()
        for name in ("Ama", "Berta", "Cemile", "Dina", "Efua"):
            visitor.mother(group_id, name)

        page = visitor.open("/roster/figures", role=Role.LEADER)

        assert "I gruppen 5" in page.text
        assert "I gruppen nu 5" in page.text
        assert "Kom til, 1. halvår 2026 under 5" in page.text
        assert "Mødt under 5" in page.text
        assert "Efua" not in page.html

    def test_count_what_was_held_and_why_something_was_not(self, visitor):
        """
        One in six years is the standard: the time since the last one stands beside.
        """
        group_id = visitor.group()
        held = visitor.session(group_id, "2026-11-10")
        visitor.post(f"/sessions/{held}/close")
        for day, reason in (("2026-10-20", "weather"), ("2025-10-21", "other")):
            gone = visitor.session(group_id, day)
            visitor.post(f"/sessions/{gone}/cancel", reason=reason)

        text = visitor.open("/roster/figures", role=Role.LEADER).text

        assert "Holdt 1 Aflyst 1" in text
        assert "Planlagt 3 Aflyst 2 Målet er højst 1" in text
        assert "Vejret 1 Andet 1" in text
        assert "eller siden starten 4" in text


class TestWayIn:
    def test_leads_each_role_to_its_home(self, visitor):
        """
        One front page for all; whoever reads it comes to what she works with.
        """
        homes = {
            role: leads_to(visitor, "/sign-in/", role)
            for role in (
                Role.COORDINATOR,
                Role.PAEDAGOG,
                Role.HEALTH_VISITOR,
                Role.LEADER,
                Role.ADMINISTRATOR,
            )
        }

        assert leads_to(visitor, "/") == "/sign-in/"
        assert homes == {
            Role.COORDINATOR: "/outreach/",
            Role.PAEDAGOG: "/roster/",
            Role.HEALTH_VISITOR: "/referrals/",
            Role.LEADER: "/roster/figures",
            Role.ADMINISTRATOR: "/people",
        }
