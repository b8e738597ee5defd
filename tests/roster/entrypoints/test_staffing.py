"""
The pages of a group and of who runs it, as the three see them.
"""

import requests

from shared.access.domain.user import User
from shared.access.storage.book import changing
from shared.db.engine import make_engine
from shared.kernel.ids import new_id
from shared.kernel.organisations import Organisation, Role
from tests.roster.visitor import LONGEST_WAIT
from tests.support.way_in import WayIn, bearer, place_of, token

THREE = (Role.COORDINATOR, Role.PAEDAGOG, Role.HEALTH_VISITOR)


def colleague(visitor, role, name):
    user = User(id=new_id(), role=role, organisation=place_of(role), name=name)
    with changing(visitor.way_in.engine) as book:
        book.users.add(user)
    return user.id


def choose(visitor, group_id, role, **chosen):
    page = visitor.open(f"/roster/groups/{group_id}", role=role)
    told = {name: str(id_) for name, id_ in chosen.items()}
    return page.send(f"/roster/groups/{group_id}/seat", **told)


def name_three(visitor, group_id, **deputies):
    for role in THREE:
        chosen = {"user_id": visitor.way_in.user(role).id}
        if role in deputies:
            chosen["deputy_id"] = deputies[role]
        page = choose(visitor, group_id, role, **chosen)
    return page


class TestGroup:
    def test_names_its_three_each_by_her_own_organisation(self, visitor):
        """
        Everybody reads who they are; a form stands there for one's own only.
        """
        group_id = visitor.group()
        deputy = colleague(visitor, Role.PAEDAGOG, "Dagny Prøve")

        page = name_three(visitor, group_id, paedagog=deputy)

        assert "Pædagog Prøve paedagog · stedfortræder: Dagny Prøve" in page.text
        assert "Koordinator Prøve coordinator · ingen stedfortræder" in page.text
        own = str(visitor.way_in.user(Role.HEALTH_VISITOR).id)
        assert page.form(f"/roster/groups/{group_id}/seat")["user_id"] == own
        assert str(deputy) not in page.html

    def test_is_changed_from_now_on_and_shows_what_does_not_follow(self, visitor):
        """
        One session follows; the one with a cancellation stays, and has a way on.
        """
        group_id = visitor.group()
        follows = visitor.session(group_id, "2026-11-24")
        stays = visitor.session(group_id, "2026-12-01")
        mother_id = visitor.mother(group_id)
        path = f"/sessions/{stays}/cancellations"
        visitor.post(path, mother_id=mother_id, channel="text")

        page = visitor.open(f"/roster/groups/{group_id}")
        assert "1 planlagt mødegang flytter med." in page.text
        page = page.send(f"/roster/groups/{group_id}/change", starts_at="09:30")

        assert "Tirsdag kl. 09.30" in page.text
        assert f"/roster/sessions/{stays}/change" in page.html
        assert f"/roster/sessions/{follows}/change" not in page.html

    def test_says_whose_room_it_is(self, visitor):
        """
        It belongs to one of the three who run the group; any other is refused, beside
        its field.
        """
        here = f"/roster/groups/{visitor.group()}"
        page = visitor.open(here)

        changed = page.send(f"{here}/change", room_owner="housing_team")
        refused = changed.send(f"{here}/change", room_owner="daycare_intake")

        assert "Børnehuset (dagtilbuddet)" in page.text
        assert "Børnehuset (det boligsociale team)" in changed.text
        assert refused.status == 422
        assert "<strong>Hvem har lokalet?</strong>" in refused.html

    def test_says_that_it_is_full_where_mothers_are_added_and_listed(self, visitor):
        """
        A word and no more: the next one is entered all the same.
        """
        group_id = visitor.post(
            "/groups",
            name="Lille gruppe",
            weekday=1,
            starts_at="10:00",
            ends_at="12:00",
            place="Børnehuset",
            capacity=1,
        ).json()["id"]
        visitor.mother(group_id)

        for path in ("/roster/mothers", "/roster/mothers/new", "/roster/import"):
            assert "Lille gruppe har 1 på listen" in visitor.open(path).text
        visitor.mother(group_id, "Efua")
        assert "Lille gruppe har 2 på listen" in visitor.open("/roster/mothers").text


class TestStaffing:
    def test_asks_the_deputy_and_tells_all_three_until_she_says_yes(self, visitor):
        """
        Tuesday at noon: Thursday's session is near. Two are away, one writes it for
        both; the deputy has one tap, on what every home asks for.
        """
        group_id = visitor.group()
        visitor.session(group_id, "2026-11-19")
        me = visitor.way_in.user(Role.PAEDAGOG).id
        lead = colleague(visitor, Role.PAEDAGOG, "Fast Pædagog")
        name_three(visitor, group_id)
        choose(visitor, group_id, Role.PAEDAGOG, user_id=lead, deputy_id=me)
        page = visitor.open("/roster/staffing")
        page = page.send(
            "/roster/absences",
            user_id=str(lead),
            first_day="2026-11-19",
            kind="illness",
        )
        page.send(
            "/roster/absences",
            first_day="2026-11-18",
            last_day="2026-11-20",
            kind="course",
        )

        homes = [visitor.open("/roster/staffing", role=role) for role in THREE]
        overview = visitor.open("/roster/", role=Role.PAEDAGOG)
        missing = "Der er ikke to i rummet torsdag d. 19. november"
        assert all(missing in home.text for home in homes)
        question = "Kan du træde ind torsdag d. 19. november?"
        assert [question in home.text for home in homes] == [False, True, False]
        assert question in overview.text
        assert "Fast Pædagog kan ikke være der" in overview.text

        absence_id = homes[1].html.partition("/roster/absences/")[2][:36]
        after = homes[1].send(
            f"/roster/absences/{absence_id}/answer", holding={"comes": "true"}
        )
        assert missing not in after.text
        assert question not in after.text
        assert "To i rummet" in after.text

    def test_shows_nothing_to_who_has_no_part_in_the_group(
        self, visitor, clock, tmp_path
    ):
        """
        Rule 13: neither daycare intake, which is another organisation here, nor a
        coordinator and a machine of another installation learn anything of a group.
        """
        group_id = visitor.group()
        name_three(visitor, group_id)
        paths = [f"/roster/groups/{group_id}", "/roster/staffing", "/roster/api/groups"]
        elsewhere = WayIn(make_engine(f"sqlite:///{tmp_path}/other.db"), clock)
        strangers = [
            visitor.way_in.of(Role.DAYCARE_INTAKE),
            visitor.way_in.of(Role.LEADER, Organisation.DAYCARE_INTAKE),
            elsewhere.of(Role.COORDINATOR),
            {"headers": bearer(token(elsewhere.engine))},
        ]

        for shown in strangers:
            for path in paths:
                answer = requests.get(
                    visitor.root + path, timeout=LONGEST_WAIT, **shown
                )
                assert "Tirsdagsgruppen" not in answer.text
                assert "Prøve coordinator" not in answer.text
                assert answer.status_code in {404, 401, 200}
                assert answer.status_code != 200 or "/sign-in" in answer.url
