"""
Every look at a person is written down before it leaves, whatever the route.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import requests
from sqlalchemy import Engine, event, text

from deploy.running import service_class
from deploy.scopes import access_of
from shared.bus.topology import SERVICES
from shared.db.engine import NoTurn
from shared.kernel.clock import on_the_wall
from shared.kernel.organisations import ORGANISATIONS_OF, PARTNERS, Organisation, Role
from shared.looks.book import ONE_LOOK
from shared.looks.check import check_looks
from shared.looks.look import Look, Part, Purpose
from shared.looks.reading import Asked, looking, newest
from shared.web.http import Http
from shared.web.names import lang_of
from shared.web.shows import NOBODY
from tests.looks.log import take_guards_away
from tests.web.told import Told, told_tuesday

PEOPLE_AT_WORK = (
    Role.COORDINATOR, Role.PAEDAGOG, Role.HEALTH_VISITOR, Role.HEALTH_VISITORS_LEADER,
    Role.DAYCARE_INTAKE, Role.LEADER, Role.ADMINISTRATOR,
)  # fmt: skip
MOST_OF_A_KIND = 3  # things of one kind that the walk goes to
NOT_CALLED_SO = "Ingen Hedder Dette"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """
    Give the Tuesday after it was told. How looks are kept is tried on both databases
    in ``tests/looks``; here it is which are.
    """
    with told_tuesday(tmp_path_factory.mktemp("var")) as played:
        yield played


class TestEveryRoute:
    def test_says_whom_it_shows_or_that_it_shows_nobody(self):
        """
        A route that is served and says neither fails here; a form leads on.
        """
        for service in SERVICES:
            served = {one.route: one for one in _served(service)}
            said = access_of(service).shows

            silent = {
                route
                for route, one in served.items()
                if route not in said and not one.leads_on
            }
            assert silent == set(), service
            assert set(said) <= set(served), service
            assert not [route for route in said if served[route].leads_on], service

    def test_has_written_down_everybody_it_shows(self, told: Told):
        """
        Every page and call, as each role: whose name or id is in the answer is in the
        log, as seen by her who asked. What says that it shows nobody names nobody.
        """
        walked, shown, wrong = 0, 0, []
        for service in SERVICES:
            for route, role, path in _walk(told, service):
                answer, written = _looked(told, service, path, role)
                if answer.status_code != 200:
                    continue
                seen = _named(told, answer.text)
                known = {look.person_id for look in written}
                walked, shown = walked + 1, shown + len(seen)
                if seen - known:
                    wrong.append((service, route, role, len(seen - known)))
                if access_of(service).shows[route] == NOBODY and seen:
                    wrong.append((service, route, role, "says that it shows nobody"))

        assert wrong == []
        assert walked > 100
        assert shown > 500

    def test_would_show_who_is_not_written_down(
        self, told: Told, monkeypatch: pytest.MonkeyPatch
    ):
        """
        The control: a route that says it shows nobody is found by what it shows.
        """
        shows = dict(access_of("outreach").shows)
        monkeypatch.setattr(access_of("outreach"), "shows", {**shows, "GET /": NOBODY})
        before = len(told.looks("outreach"))

        answer = told.get("/outreach/", Role.COORDINATOR)

        assert _named(told, answer.text)
        assert len(told.looks("outreach")) == before

    def test_that_says_nothing_is_not_shown(
        self, told: Told, monkeypatch: pytest.MonkeyPatch
    ):
        """
        A forgotten route answers nobody, also where no test has looked.
        """
        shows = dict(access_of("roster").shows)
        del shows["GET /mothers"]
        monkeypatch.setattr(access_of("roster"), "shows", shows)

        answer = told.get("/roster/mothers", Role.COORDINATOR)

        assert answer.status_code == 500
        assert _named(told, answer.text) == set()


class TestLook:
    def test_says_who_saw_whom_what_part_and_what_for(self, told: Told):
        """
        One page of one mother: her contact, where she stands, and who had the first.
        """
        mother = told.ids("mother_id")[0]
        told.clock.show(told.clock.now() + ONE_LOOK)
        before = len(told.looks("roster"))

        told.get(f"/roster/mothers/{mother}", Role.COORDINATOR)

        written = [link.look for link in told.looks("roster")[before:]]
        assert {(look.person_id, look.part, look.purpose) for look in written} == {
            (mother, Part.CONTACT, Purpose.ADMINISTRATION),
            (mother, Part.PROFILE, Purpose.ADMINISTRATION),
            (mother, Part.ENROLMENT, Purpose.ADMINISTRATION),
            (mother, Part.DISCLOSURES, Purpose.ADMINISTRATION),
        }
        assert {(look.user_id, look.role, look.organisation) for look in written} == {
            (told.way_in.user(Role.COORDINATOR).id, "coordinator", "housing_team")
        }

    def test_is_one_while_the_page_renews_itself(self, told: Told):
        """
        The same page again within five minutes writes nothing.
        """
        told.clock.show(told.clock.now() + ONE_LOOK)
        told.get("/roster/mothers", Role.PAEDAGOG)
        before = len(told.looks("roster"))

        told.get("/roster/mothers", Role.PAEDAGOG)
        again = len(told.looks("roster"))
        told.clock.show(told.clock.now() + ONE_LOOK)
        told.get("/roster/mothers", Role.PAEDAGOG)

        assert again == before
        assert len(told.looks("roster")) == before + len(told.names())

    def test_keeps_what_was_searched_for_also_when_nobody_was_found(self, told: Told):
        """
        Looking for somebody who is not there is a look too.
        """
        told.search(NOT_CALLED_SO)

        last = told.looks("roster")[-1].look
        assert (last.person_id, last.criterion) == (None, NOT_CALLED_SO)

    def test_keeps_what_was_searched_for_with_everybody_who_was_found(self, told: Told):
        """
        Each who was found, and by which word.
        """
        name = next(iter(told.names().values()))

        told.search(name)

        last = told.looks("roster")[-1].look
        assert told.names()[last.person_id] == name
        assert last.criterion == name

    def test_of_a_repeated_answer_is_a_look_too(self, told: Told):
        """
        A call that is sent again hears the stored answer: that is seen as well.
        """
        mother = _mother_who_agrees(told)
        told.clock.show(told.clock.now() + ONE_LOOK)
        before = len(told.looks("outreach"))

        answer = _agree(told, mother, key=mother)

        assert answer.status_code == 200
        written = {link.look.person_id for link in told.looks("outreach")[before:]}
        assert written == {UUID(mother)}

    def test_leaves_the_chain_whole(self, told: Told):
        """
        After all that, in every service.
        """
        for service, engine in told.house.engines.items():
            with looking(engine) as connection:
                assert check_looks(connection).is_whole, service


class TestPage:
    @pytest.mark.parametrize(
        ("path", "role"),
        [
            ("/roster/mothers", Role.COORDINATOR),
            ("/roster/api/mothers", Role.COORDINATOR),
            ("/outreach/", Role.COORDINATOR),
            ("/referrals/", Role.HEALTH_VISITOR),
            ("/notifications/api/outgoing", Role.COORDINATOR),
        ],
    )
    def test_is_not_shown_when_the_look_cannot_be_written(
        self, told: Told, path: str, role: Role
    ):
        """
        Without its log a service says that it cannot, and names nobody.
        """
        engine = told.house.engines[path.split("/")[1]]
        told.clock.show(told.clock.now() + ONE_LOOK)
        assert _named(told, told.get(path, role).text)
        told.clock.show(told.clock.now() + ONE_LOOK)

        with _broken_log(engine):
            answer = told.get(path, role)

        assert answer.status_code in {500, 503}
        assert _named(told, answer.text) == set()

    def test_answers_503_while_the_log_is_locked_away(self, told: Told):
        """
        A database that is there no more is told as such: the same may work in a moment.
        """
        engine = told.house.engines["roster"]
        told.clock.show(told.clock.now() + ONE_LOOK)
        with _no_turn(engine):
            page = told.get("/roster/mothers", Role.COORDINATOR)
            call = told.get("/roster/api/mothers", Role.COORDINATOR)

        assert (page.status_code, call.status_code) == (503, 503)
        assert call.json()["code"] == "database-away"
        assert _named(told, page.text + call.text) == set()


class TestSample:
    def test_is_for_leaders_alone(self, told: Told):
        """
        Whoever is looked after in the log does not look after it.
        """
        for service in SERVICES:
            for role in PEOPLE_AT_WORK:
                for of in ORGANISATIONS_OF[role] & PARTNERS:
                    owner = of in access_of(service).owners
                    may = (role is Role.LEADER and owner) or (
                        (service, role) == ("referrals", Role.HEALTH_VISITORS_LEADER)
                    )
                    got = told.get(f"/{service}/looks", role, of).status_code
                    assert got == (200 if may else 404), (service, role, of)

    def test_names_no_mother_and_ones_own_people_only(self, told: Told):
        """
        A leader sees who of her own has looked; others are numbers, mothers always.
        """
        coordinator = told.way_in.user(Role.COORDINATOR).name
        told.clock.show(told.clock.now() + ONE_LOOK)
        told.get("/roster/mothers", Role.COORDINATOR)

        own = told.get("/roster/looks", Role.LEADER, Organisation.HOUSING_TEAM).text
        other = told.get("/roster/looks", Role.LEADER, Organisation.DAYCARE).text

        assert coordinator in own
        assert coordinator not in other
        # What was typed in a search may be a name; nothing else of the page is.
        shown = re.sub(r'<td data-label="Søgt efter">.*?</td>', "", own)
        assert [name for name in told.names().values() if name in shown] == []

    def test_says_in_which_script_a_name_was_looked_for(self, told: Told):
        """
        What was typed may be a name: it keeps its script and direction here too.
        """
        name = next(iter(told.names().values()))
        told.clock.show(told.clock.now() + ONE_LOOK)
        told.search(name)

        own = told.get("/roster/looks", Role.LEADER, Organisation.HOUSING_TEAM).text

        asked = re.findall(r'<td data-label="Søgt efter">(.*?)</td>', own)
        assert any(f'<bdi lang="{lang_of(name)}" dir="auto">' in one for one in asked)
        assert '<bdi dir="auto">' not in "".join(asked)

    def test_is_a_look_itself(self, told: Told):
        """
        Who looks at the log is in it.
        """
        told.clock.show(told.clock.now() + ONE_LOOK)
        told.get("/roster/looks", Role.LEADER, Organisation.DAYCARE)

        last = told.looks("roster")[-1].look
        assert (last.part, last.purpose) == (Part.LOOKS, Purpose.OVERSIGHT)
        assert last.user_id == told.way_in.user(Role.LEADER, Organisation.DAYCARE).id

    def test_can_be_drawn_by_chance_from_the_last_thirty_days(self, told: Told):
        """
        So many as were asked for, and another time others.
        """
        pages = [_sample(told) for _ in range(3)]
        drawn = [re.findall(r'href="/roster/looks/of/([^"]+)"', one) for one in pages]

        # A look that found nobody is a row too, and leads to nobody.
        assert {one.count('<td class="when"') for one in pages} == {5}
        assert len({tuple(one) for one in drawn}) > 1

    @pytest.mark.parametrize(
        ("asked", "finds"),
        [("day=1999-01-01", False), ("sample=0", None), ("person=x", None)],
    )
    def test_says_what_it_cannot_read_and_what_it_does_not_find(
        self, told: Told, asked: str, finds: bool | None
    ):
        """
        A day without looks is empty; what is no day, number or id is refused.
        """
        answer = told.get(f"/roster/looks?{asked}", Role.LEADER, Organisation.DAYCARE)

        assert answer.status_code == (422 if finds is None else 200)
        assert ("person=x" in asked) == ("<strong>Mors nummer</strong>" in answer.text)
        assert "/roster/looks/of/" not in answer.text

    def test_can_be_narrowed_to_a_mother_a_user_and_a_day(self, told: Told):
        """
        Each condition takes away the others; of her number the end is enough that the
        page shows.
        """
        mother, user = told.ids("mother_id")[1], told.way_in.user(Role.PAEDAGOG).id
        told.clock.show(told.clock.now() + ONE_LOOK)
        told.get(f"/roster/mothers/{mother}", Role.PAEDAGOG)
        day = on_the_wall(told.clock.now()).date().isoformat()

        page = told.get(
            f"/roster/looks?person={mother}&user={user}&day={day}",
            Role.LEADER,
            Organisation.DAYCARE,
        ).text

        short = told.get(
            f"/roster/looks?person={str(mother)[-8:].upper()}",
            Role.LEADER,
            Organisation.DAYCARE,
        ).text
        for shown in (page, short):
            assert set(re.findall(r"/looks/of/([^\"]+)", shown)) == {str(mother)}
        assert set(re.findall(r"/looks\?user=([0-9a-f-]+)", page)) == {str(user)}

    def test_shows_a_health_visitors_leader_her_own_people_only(self, told: Told):
        """
        In referrals each organisation answers for its own looks.
        """
        for of in (Organisation.HEALTH_VISITORS, Organisation.HOUSING_TEAM):
            page = told.get("/referrals/looks", Role.LEADER, of).text
            shown = set(re.findall(r"looks\?user=([0-9a-f-]+)", page))
            own = {
                str(link.look.user_id)
                for link in told.looks("referrals")
                if link.look.organisation == of
            }
            assert shown
            assert shown <= own

    def test_tells_where_the_chain_is_broken(self, told: Told):
        """
        Somebody changes a row by hand: the page says which.
        """
        engine = told.house.engines["notifications"]
        told.get("/notifications/", Role.COORDINATOR)
        leader = (Role.LEADER, Organisation.HOUSING_TEAM)
        assert ">Hel<" in told.get("/notifications/looks", *leader).text
        number = next(
            link.number
            for link in reversed(told.looks("notifications"))
            if link.look.part == Part.MESSAGE
        )

        _change_by_hand(engine, number, part="name")
        shown = told.get("/notifications/looks", *leader).text
        _change_by_hand(engine, number, part=Part.MESSAGE)

        assert f"Opslag nr. {number} er ikke" in shown


class TestExport:
    def test_tells_a_mother_who_looked_and_why_without_names(self, told: Told):
        """
        Dates, organisation, role, part and purpose; whose eyes they were is not told.
        """
        mother = told.ids("mother_id")[2]
        told.clock.show(told.clock.now() + ONE_LOOK)
        told.get(f"/roster/mothers/{mother}", Role.COORDINATOR)
        users = {
            str(link.look.user_id)
            for link in told.looks("roster")
            if link.look.role == Role.COORDINATOR
        }
        leader = (Role.LEADER, Organisation.DAYCARE)

        page = told.get(f"/roster/looks/of/{mother}", *leader)
        call = told.get(f"/roster/api/looks/of/{mother}", *leader)

        assert page.status_code == call.status_code == 200
        assert "Det boligsociale team" in page.text
        assert not [one for one in users if one in page.text + call.text]
        first = {key: call.json()[1][key] for key in ("organisation", "role", "part")}
        assert first["organisation"] in {"housing_team", "daycare"}
        assert all("criterion" not in one for one in call.json())

    def test_tells_whose_eyes_where_it_is_asked(self, told: Told):
        """
        She may need it to have her right: then it is asked for.
        """
        mother = told.ids("mother_id")[3]
        told.clock.show(told.clock.now() + ONE_LOOK)
        told.get(f"/roster/mothers/{mother}", Role.PAEDAGOG)
        user = str(told.way_in.user(Role.PAEDAGOG).id)
        leader = (Role.LEADER, Organisation.DAYCARE)

        page = told.get(f"/roster/looks/of/{mother}?staff=yes", *leader)
        call = told.get(f"/roster/api/looks/of/{mother}?staff=yes", *leader)

        assert user in page.text
        assert user in {one["user_id"] for one in call.json()}

    @pytest.mark.parametrize(
        ("of", "others"),
        [
            (Organisation.HOUSING_TEAM, {"outreach", "referrals", "notifications"}),
            (Organisation.DAYCARE, {"referrals"}),
        ],
    )
    def test_leads_on_to_the_other_services_lists(
        self, told: Told, of: Organisation, others: set[str]
    ):
        """
        Each service has its own; a leader is led to those that she may read.
        """
        mother = told.ids("mother_id")[0]

        page = told.get(f"/roster/looks/of/{mother}", Role.LEADER, of).text

        assert set(re.findall(rf'"/(\w+)/looks/of/{mother}"', page)) == others
        for other in others:
            assert told.get(f"/{other}/looks/of/{mother}", Role.LEADER, of).ok

    def test_is_written_down_as_her_own_request(self, told: Told):
        """
        The next time she hears of this time too.
        """
        mother = uuid4()
        told.get(f"/roster/looks/of/{mother}", Role.LEADER, Organisation.DAYCARE)

        told.clock.show(told.clock.now() + timedelta(seconds=1))
        call = told.get(
            f"/roster/api/looks/of/{mother}", Role.LEADER, Organisation.DAYCARE
        )

        assert [one["purpose"] for one in call.json()] == ["her-own-request"]


def _served(service: str) -> list[Http]:
    found = service_class(service)
    return [
        one
        for name in dir(found)
        for one in getattr(getattr(found, name), "nameko_entrypoints", ())
        if isinstance(one, Http)
    ]


def _change_by_hand(engine: Engine, number: int, *, part: str) -> None:
    with engine.begin() as connection:
        take_guards_away(connection)
        changed = "UPDATE looks SET part = :part WHERE number = :number"
        connection.execute(text(changed), {"part": part, "number": number})


def _walk(told: Told, service: str) -> Iterator[tuple[str, Role, str]]:
    """
    Go to every address that can be got, with the things that there are, as each role.
    """
    access = access_of(service)
    for route in sorted(access.rules):
        method, _, url = route.partition(" ")
        # A feed names referrals by their numbers, for a partner's system to match; a
        # stream never ends, and its lines say only when to ask anew.
        if method != "GET" or "/feeds/" in url or url == "/live":
            continue
        for path in _addresses(told, f"/{service}{url}"):
            for role in PEOPLE_AT_WORK:
                if role in access.rules[route].roles or access.rules[route].is_open:
                    yield route, role, path


def _addresses(told: Told, url: str) -> list[str]:
    found = re.search(r"<uuid:(\w+)>", url)
    if found is None:
        return [url]
    ids = told.ids(found[1])[:MOST_OF_A_KIND]
    return [url.replace(found[0], str(one)) for one in ids]


def _named(told: Told, answer: str) -> set[UUID]:
    """
    Return whom an answer is about: by her name, her id, or that of a thing of hers.
    """
    return {
        one
        for one, marks in told.marks.items()
        if any(mark in answer for mark in marks)
    }


def _looked(
    told: Told, service: str, path: str, role: Role
) -> tuple[requests.Response, list[Look]]:
    """
    Look at something after a while, so that nothing of it is a repeat.
    """
    told.clock.show(told.clock.now() + ONE_LOOK)
    user = told.way_in.user(role).id
    answer = told.get(path, role)
    now = told.clock.now()
    with looking(told.house.engines[service]) as connection:
        written = newest(connection, Asked(user_id=user, since=now), limit=10_000)
    return answer, [link.look for link in written]


def _agree(told: Told, mother: str, *, key: str):
    shown = told.way_in.of(Role.COORDINATOR, **{"Idempotency-Key": key})
    return requests.post(
        f"{told.root}/outreach/api/mothers/{mother}/agreement",
        json={"kind": "keep_going"},
        timeout=20,
        **shown,
    )


def _mother_who_agrees(told: Told) -> str:
    """
    Return the first whose agreement can be changed, and change it under her number.

    Who has said no thanks asks to be left alone; then the call is refused.
    """
    for follow_up in told.ids("follow_up_id"):
        path = f"/outreach/api/follow_ups/{follow_up}"
        mother: str = told.get(path, Role.COORDINATOR).json()["mother_id"]
        if _agree(told, mother, key=mother).ok:
            return mother
    raise AssertionError("Nobody agrees.")


def _sample(told: Told) -> str:
    leader = (Role.LEADER, Organisation.DAYCARE)
    return told.get("/roster/looks?sample=5", *leader).text


@contextmanager
def _broken_log(engine: Engine) -> Iterator[None]:
    """
    Take the log's end away and bring it back: nothing can be written down meanwhile.
    """
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE looks_head RENAME TO looks_gone"))
    try:
        yield
    finally:
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE looks_gone RENAME TO looks_head"))


@contextmanager
def _no_turn(engine: Engine) -> Iterator[None]:
    """
    Let no statement about the log's end get through, as when another has it.
    """

    def refuse(_connection, _cursor, statement: str, *_told: object) -> None:
        if "looks_head" in statement:
            raise NoTurn

    event.listen(engine, "before_cursor_execute", refuse)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", refuse)


@contextmanager
def _changed(engine: Engine, number: int) -> Iterator[None]:
    """
    Change a look by hand, and put it back.
    """
    changed = text("UPDATE looks SET part = :part WHERE number = :number")
    with engine.begin() as connection:
        take_guards_away(connection)
        connection.execute(changed, {"part": Part.NAME, "number": number})
    try:
        yield
    finally:
        with engine.begin() as connection:
            connection.execute(changed, {"part": Part.MESSAGE, "number": number})
