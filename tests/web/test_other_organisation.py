"""
Rule 13 in one installation: of another organisation's mothers there is nothing to see.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pytest
import requests
from marshmallow import Schema, fields
from sqlalchemy import select

from deploy.running import service_class
from deploy.scopes import access_of
from services.referrals.storage.tables import children
from services.roster.storage.mothers import SqlMothers
from services.roster.storage.tables import groups, sessions
from shared.access.domain.organisation import OneOrganisation
from shared.access.storage.book import changing, looking
from shared.bus.house import House
from shared.bus.tables import bus_metadata
from shared.bus.topology import SERVICES
from shared.db.boundary import lifted
from shared.kernel.ids import id_of_cause, new_id
from shared.kernel.organisations import (
    ORGANISATIONS_OF,
    PARTNERS,
    Organisation,
    Role,
    first_of,
)
from shared.looks.book import write_looks
from shared.looks.look import Look, Part, Purpose
from shared.looks.tables import looks_metadata
from shared.web.http import Http
from tests.support.way_in import WayIn
from tests.web.told import PATIENCE, Told, told_tuesday

AT_WORK = (
    Role.COORDINATOR, Role.PAEDAGOG, Role.HEALTH_VISITOR, Role.HEALTH_VISITORS_LEADER,
    Role.DAYCARE_INTAKE, Role.LEADER, Role.ADMINISTRATOR,
)  # fmt: skip
MOST_OF_A_KIND = 1
NOT_FOUND, FAILED = 404, 500
TEXTS = {
    "name": "Nevra", "display_name": "Nevra", "weekday": "1", "starts_at": "10:00",
    "ends_at": "12:00", "place": "Prøvehuset", "capacity": "20", "version": "1",
    "date": "2026-12-01", "outcome": "attended", "reason": "sick", "to": "attended",
    "channel": "phone", "said_yes_on": "2026-11-17", "born_on": "2026-01-01",
    "until": "2026-12-01", "decision": "stays", "kind": "sick", "year": "2027",
    "first_day": "2026-12-01", "languages": "tyrkisk", "driver": "coordinator",
    "meet_at": "09:30", "help": "welcome", "suggested_by": "herself", "sure": "on",
    "comes": "true",
}  # fmt: skip
ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# Forms that name a group, a mother or a child, and not in their address.
BEGINS = frozenset({"/sessions/new", "/mothers/new", "/new", "/hand_offs/new"})
NAMES = frozenset({"group_id", "mother_id", "child_id", "session_id"})
_keys = count()


SECOND = {kind: new_id() for kind in PARTNERS}

Seen = tuple[str, Role, Organisation]
Answer = tuple[int, frozenset[str]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """
    Give the Tuesday after it was told by the only organisations that there are. How
    statements are narrowed is tried on both databases in ``tests/db``; here, whether.
    """
    with told_tuesday(tmp_path_factory.mktemp("var")) as played:
        yield played


@pytest.fixture(scope="module")
def alone(told: Told) -> dict[Seen, Answer]:
    """
    Look at every address as the only organisations that there are.
    """
    marks = _marks(told)
    return {
        (path, role, of): _answer(told, path, role, of, marks)
        for service, route, path in _to_get(told)
        if not {"events", "looks"} & set(path.split("/"))
        for role, of in _who_may(service, route)
    }


@pytest.fixture(scope="module")
def others(told: Told, alone: dict[Seen, Answer]) -> Told:
    """
    Give the same, looked at by the people of the second organisations.
    """
    assert alone
    with looking(told.house.access) as book:
        known = {one.id for one in book.organisations.everyone()}
    for kind in PARTNERS:
        if SECOND[kind] not in known:
            _let_second_in(told.house, kind)
    way_in = WayIn(told.house.access, told.clock, SECOND)
    return replace(told, way_in=way_in)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """
    What somebody of the second organisations heard at an address, and at none.
    """

    route: str
    role: Role
    path: str
    got: requests.Response
    missing: requests.Response | None


@pytest.fixture(scope="module")
def visits(told: Told, others: Told) -> list[Visit]:
    """
    Go to every address that can be got x every role.
    """
    return [
        Visit(
            route=f"{service} {route}",
            role=role,
            path=path,
            got=others.get(path, role, of),
            missing=(
                None
                if _elsewhere(path) == path
                else others.get(_elsewhere(path), role, of)
            ),
        )
        for service, route, path in _to_get(told)
        for role, of in _who_may(service, route)
    ]


class TestAnotherOrganisation:
    def test_sees_nobody_at_any_address(self, told: Told, visits: list[Visit]):
        """
        Every page, list, sheet, feed and call x every role: no name, no id of a mother
        or of what is hers, no group and no session.
        """
        marks = _marks(told)
        # What an address named may be said again of what is not found.
        wrong = [
            (one.route, one.role)
            for one in visits
            if (marks - set(re.findall(ID, one.path))) & _words(one.got.text)
            or one.got.status_code >= FAILED
        ]

        assert wrong == []
        assert len(visits) > 100

    def test_hears_the_same_of_what_is_not_hers_and_of_what_is_not(
        self, visits: list[Visit]
    ):
        """
        What an address names is not found, in the same words as what never was.
        """
        compared = [one for one in visits if one.missing is not None]
        wrong = [
            (one.route, one.role, one.got.status_code)
            for one in compared
            if one.missing is None or _plain(one.got) != _plain(one.missing)
        ]

        assert wrong == []
        assert len(compared) > 40

    def test_takes_nothing_away_from_the_first(
        self, told: Told, alone: dict[Seen, Answer], others: Told
    ):
        """
        The control: whose mothers these are see at each address whom they saw when they
        were alone. Looks are of one's own people now, and what waits is the machine's.
        """
        del others
        marks = _marks(told)

        now = {seen: _answer(told, *seen, marks) for seen in alone}

        assert [seen for seen in alone if now[seen] != alone[seen]] == []
        assert sum(bool(shown) for _, shown in alone.values()) > 30

    def test_changes_nothing(self, told: Told, others: Told):
        """
        Every call and every form x every role, about what is another's: not found, as
        what never was, and not one row is another.
        """
        before, sent, wrong = _rows(told), 0, []
        for service, route, path, body in _to_post(told):
            for role, of in _who_may(service, route):
                got = _send(others, path, role, of, body)
                missing = _send(others, _elsewhere(path), role, of, _elsewhere(body))
                sent += 1
                if _plain(got) != _plain(missing) or got.status_code < NOT_FOUND:
                    wrong.append((route, role, got.status_code, missing.status_code))

        assert wrong == []
        assert sent > 100
        assert _rows(told) == before

    def test_is_not_shown_what_a_query_forgot(
        self, told: Told, others: Told, monkeypatch: pytest.MonkeyPatch
    ):
        """
        The net below: a list that was read past the boundary does not leave.
        """
        monkeypatch.setattr(SqlMothers, "listed", _past_the_boundary(SqlMothers.listed))

        page = others.get("/roster/mothers", Role.COORDINATOR)
        call = others.get("/roster/api/mothers", Role.COORDINATOR)

        assert (page.status_code, call.status_code) == (NOT_FOUND, NOT_FOUND)
        assert not _marks(told) & _words(page.text + call.text)

    def test_is_not_told_who_of_another_of_its_kind_looked(
        self, told: Told, others: Told
    ):
        """
        In referrals each tells a mother of its own people's looks: who has her case at
        another health visitors' organisation is theirs to tell.
        """
        role, of = Role.HEALTH_VISITORS_LEADER, Organisation.HEALTH_VISITORS
        [mother, *_] = told.ids("mother_id")
        eyes = [one.way_in.user(role, of).id for one in (told, others)]
        for eye in eyes:
            look = Look(
                at=told.clock.now(),
                user_id=eye,
                role=role,
                organisation=of,
                person_id=mother,
                part=Part.REFERRAL,
                purpose=Purpose.HOME_VISIT,
            )
            write_looks(told.house.engines["referrals"], [look])

        path = f"/referrals/api/looks/of/{mother}?staff=yes"
        got = told.get(path, role, of)

        assert got.status_code == 200
        assert str(eyes[0]) in got.text
        assert str(eyes[1]) not in got.text

    def test_is_called_by_its_name_where_it_lets_people_in(self, others: Told):
        """
        Its administrator sees its own people, and which organisation it is.
        """
        page = others.get("/people", Role.ADMINISTRATOR, Organisation.DAYCARE).text

        assert "En anden." in page
        assert page.count('data-label="Rolle"') == len(
            [one for one in others.way_in.users if one.organisation == "daycare"]
        )

    def test_begins_groups_of_its_own(self, told: Told, others: Told):
        """
        A group is run by who begins it; of the other kinds one is chosen, and the first
        organisation sees nothing of it.
        """
        group = {
            name: TEXTS[name] for name in ("name", "starts_at", "ends_at", "place")
        } | {"weekday": 3}
        path, role = "/roster/api/groups", Role.COORDINATOR
        of = Organisation.HOUSING_TEAM
        form = others.get("/roster/groups/new", role, of).text
        unsaid = _send(others, path, role, of, json.dumps(group))
        fields_left = set(unsaid.json()["errors"])
        chosen = {
            f"{kind}_id": str(others.way_in.user(*_one_of(kind)).organisation_id)
            for kind in PARTNERS - {of}
        }
        made = _send(others, path, role, of, json.dumps(group | chosen))

        assert (unsaid.status_code, fields_left) == (422, set(chosen))
        assert set(re.findall(r'<select name="(\w+_id)"', form)) == set(chosen)
        assert made.status_code == 201
        own = f"/roster/groups/{made.json()['id']}"
        seen = [others.get(own, role).status_code, told.get(own, role).status_code]
        assert seen == [200, NOT_FOUND]


def _let_second_in(house: House, kind: Organisation) -> None:
    with changing(house.access) as book:
        book.organisations.add(
            OneOrganisation(id=SECOND[kind], kind=kind, name="En anden")
        )


def _answer(
    told: Told, path: str, role: Role, of: Organisation, marks: set[str]
) -> Answer:
    got = told.get(path, role, of)
    return got.status_code, frozenset(marks & _words(got.text))


def _to_get(told: Told) -> Iterator[tuple[str, str, str]]:
    for service in SERVICES:
        for route in sorted(access_of(service).rules):
            method, _, url = route.partition(" ")
            if method != "GET" or url == "/live":
                continue
            for path in _addresses(told, f"/{service}{url}"):
                yield service, route, path


def _to_post(told: Told) -> Iterator[tuple[str, str, str, str]]:
    """
    Go to every call and form that names something, with a body that could be meant.
    """
    for service in SERVICES:
        reads = {one.route: one.operation for one in _served(service)}
        for route in sorted(access_of(service).rules):
            method, _, url = route.partition(" ")
            if method != "POST" or "/events/" in url:
                continue
            operation = reads[route]
            schema = operation and operation.reads
            body = _filled(told, schema) if schema else _named_in_form(told)
            if "<uuid:" in url or url in BEGINS or (NAMES & body.keys() and schema):
                for one in _addresses(told, f"/{service}{url}"):
                    yield service, route, one, json.dumps(body)


def _who_may(service: str, route: str) -> list[tuple[Role, Organisation]]:
    access = access_of(service)
    rule = access.rules[route]
    return [
        (role, of)
        for role in AT_WORK
        if role in rule.roles
        for of in sorted(ORGANISATIONS_OF[role] & (rule.organisations or access.owners))
    ]


def _send(
    told: Told, path: str, role: Role, of: Organisation, body: str
) -> requests.Response:
    told_before = told.way_in.of(role, of)
    headers = told_before["headers"] | {"Idempotency-Key": f"another-{next(_keys)}"}
    shown = {**told_before, "headers": headers}
    content = json.loads(body)
    what: dict[str, Any] = {"json": content} if "/api/" in path else {"data": content}
    return requests.post(
        told.root + path, timeout=PATIENCE, allow_redirects=False, **shown, **what
    )


def _addresses(told: Told, url: str) -> list[str]:
    found = re.findall(r"<uuid:(\w+)>", url)
    paths = []
    for one in range(MOST_OF_A_KIND):
        path = url.replace("<step>", "accept")
        for name in found:
            ids = _ids(told, name) or [uuid4()]
            path = path.replace(f"<uuid:{name}>", str(ids[one % len(ids)]))
        paths.append(path)
    return sorted(set(paths))


def _ids(told: Told, name: str) -> list[UUID]:
    """
    Return the ids of what is the first organisations'.
    """
    if name == "group_id":
        firsts = groups.c.housing_team_id == first_of(Organisation.HOUSING_TEAM)
        with told.house.engines["roster"].connect() as connection:
            return list(connection.scalars(select(groups.c.id).where(firsts)))
    if name == "child_id":
        with told.house.engines["referrals"].connect() as connection:
            return list(connection.scalars(select(children.c.child_id)))
    try:
        return told.ids(name)
    except KeyError:
        return []


def _elsewhere(text: str) -> str:
    """
    Return the same with ids that nobody has in the place of all ids.
    """
    return re.sub(ID, lambda found: str(id_of_cause("nobody", found[0])), text)


def _plain(answer: requests.Response) -> tuple[int, str]:
    """
    Return an answer without what is another each time: keys of forms, and ids.
    """
    told = re.sub(r'(form_key|csrf)" value="[^"]+"', "", answer.text)
    told = re.sub(r'"(page-key|form-key)" content="[^"]+"', "", told)
    return answer.status_code, re.sub(ID, "", told)


def _marks(told: Told) -> set[str]:
    """
    Return what tells a mother, a group or a session: names and ids, as single words.
    """
    with told.house.engines["roster"].connect() as connection:
        ids = set(map(str, connection.scalars(select(sessions.c.id))))
    ids |= set(map(str, _ids(told, "group_id")))
    names = {word for name in told.names().values() for word in name.split()[:1]}
    hers = {mark for marks in told.marks.values() for mark in marks if " " not in mark}
    return ids | names | hers


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", text))


def _rows(told: Told) -> dict[str, int]:
    """
    Return what stands in every table of the services' own.
    """
    aside = {*bus_metadata.tables, *looks_metadata.tables}
    found = {}
    for service, engine in told.house.engines.items():
        tables = import_module(f"services.{service}.storage.tables").metadata
        with engine.connect() as connection:
            for table in tables.sorted_tables:
                rows = connection.execute(table.select()).all()
                found[f"{service}.{table.name}"] = hash(str(sorted(map(str, rows))))
    return {
        one: told for one, told in found.items() if one.partition(".")[2] not in aside
    }


def _served(service: str) -> list[Http]:
    found = service_class(service)
    return [
        one
        for name in dir(found)
        for one in getattr(getattr(found, name), "nameko_entrypoints", ())
        if isinstance(one, Http)
    ]


def _named_in_form(told: Told) -> dict[str, str]:
    named = ("mother_id", "session_id", "group_id", "child_id")
    ids = {name: str(_ids(told, name)[0]) for name in named}
    another = str(told.ids("mother_id")[1])
    return TEXTS | ids | {"buddy_id": another, "other_id": another}


def _filled(told: Told, schema: type[Schema]) -> dict[str, Any]:
    return {
        field.data_key or name: _value(told, name, field)
        for name, field in schema().load_fields.items()
        if field.required
    }


def _value(told: Told, name: str, field: fields.Field[Any]) -> Any:
    if isinstance(field, fields.UUID):
        return str((_ids(told, name) or told.ids("mother_id")[1:])[0])
    if isinstance(field, fields.Enum):
        return next(iter(field.enum)).value
    if isinstance(field, fields.Boolean):
        return True
    if isinstance(field, fields.Integer):
        return 1
    return TEXTS.get(name, "2026-12-01")


def _past_the_boundary(read: Callable[..., Any]) -> Callable[..., Any]:
    def forgetful(self: SqlMothers, **asked: Any) -> Any:
        with lifted(self.connection):
            return read(self, **asked)

    return forgetful


def _one_of(kind: Organisation) -> tuple[Role, Organisation]:
    return Role.LEADER, kind
