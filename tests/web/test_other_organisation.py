"""
Rule 13 in one installation: of another organisation's mothers there is nothing to see.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pytest
import requests
from marshmallow import Schema, fields
from sqlalchemy import select

from deploy.running import service_class
from deploy.scopes import access_of
from services.roster.storage.mothers import SqlMothers
from services.roster.storage.tables import groups, metadata, sessions
from shared.access.domain.organisation import OneOrganisation
from shared.access.storage.book import changing
from shared.bus.tables import bus_metadata
from shared.db.boundary import lifted
from shared.kernel.ids import id_of_cause, new_id
from shared.kernel.organisations import (
    ORGANISATIONS_OF,
    PARTNERS,
    Organisation,
    Role,
    first_of,
)
from shared.looks.tables import looks_metadata
from shared.web.http import Http
from tests.support.way_in import WayIn
from tests.web.told import PATIENCE, Told, told_tuesday

NARROWED = ("roster",)
"""The services in which several organisations of a kind work side by side."""
AT_WORK = (
    Role.COORDINATOR, Role.PAEDAGOG, Role.HEALTH_VISITOR, Role.LEADER,
)  # fmt: skip
MOST_OF_A_KIND = 1
NOT_FOUND = 404
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
_keys = count()


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Told]:
    """
    Give the Tuesday after it was told, in an installation with two of each kind.
    """
    alone = request.param == "sqlite"
    url = None if alone else request.getfixturevalue("postgres_url")
    with told_tuesday(tmp_path_factory.mktemp("var"), url) as played:
        yield played


@pytest.fixture(scope="module")
def others(told: Told) -> Told:
    """
    Give the same, looked at by the people of the second organisations.
    """
    of = {kind: new_id() for kind in PARTNERS}
    with changing(told.house.access) as book:
        for kind, its_id in of.items():
            book.organisations.add(
                OneOrganisation(id=its_id, kind=kind, name="En anden")
            )
    way_in = WayIn(told.house.access, told.clock, of)
    return replace(told, way_in=way_in)


class TestAnotherOrganisation:
    def test_sees_nobody_at_any_address(self, told: Told, others: Told):
        """
        Every page, list, sheet and call x every role: no name, no id of a mother or of
        what is hers, no group and no session; and one's own people see as before.
        """
        walked, own, wrong, marks = 0, 0, [], _marks(told)
        for service, route, path in _to_get(told):
            for role, of in _who_may(service, route):
                answer = others.get(path, role, of)
                walked += 1
                # What an address named may be said again of what is not found.
                if (marks - set(re.findall(ID, path))) & _words(answer.text):
                    wrong.append((route, role, of))
                own += bool(marks & _words(told.get(path, role, of).text))

        assert wrong == []
        assert walked > 50
        assert own > 20

    def test_hears_the_same_of_what_is_not_hers_and_of_what_is_not(
        self, told: Told, others: Told
    ):
        """
        What an address names is not found, in the same words as what never was.
        """
        compared, wrong = 0, []
        for service, route, path in _to_get(told):
            for role, of in _who_may(service, route):
                nowhere = _elsewhere(path)
                if nowhere == path:
                    continue
                got, missing = others.get(path, role, of), others.get(nowhere, role, of)
                compared += 1
                if _plain(got) != _plain(missing):
                    wrong.append((route, role, got.status_code, missing.status_code))

        assert wrong == []
        assert compared > 20

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
        unsaid = _send(others, path, role, of, json.dumps(group))
        fields_left = set(unsaid.json()["errors"])
        chosen = {
            f"{kind}_id": str(others.way_in.user(*_one_of(kind)).organisation_id)
            for kind in PARTNERS - {of}
        }
        made = _send(others, path, role, of, json.dumps(group | chosen))

        assert (unsaid.status_code, fields_left) == (422, set(chosen))
        assert made.status_code == 201
        own = f"/roster/groups/{made.json()['id']}"
        seen = [others.get(own, role).status_code, told.get(own, role).status_code]
        assert seen == [200, NOT_FOUND]


def _to_get(told: Told) -> Iterator[tuple[str, str, str]]:
    for service in NARROWED:
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
    for service in NARROWED:
        reads = {one.route: one.operation for one in _served(service)}
        for route in sorted(access_of(service).rules):
            method, _, url = route.partition(" ")
            if method != "POST" or "<uuid:" not in url or "/events/" in url:
                continue
            operation = reads[route]
            schema = operation and operation.reads
            body = _filled(told, schema) if schema else _named_in_form(told)
            path = _addresses(told, f"/{service}{url}")[:1]
            for one in path:
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
    if not found:
        return [url]
    paths = []
    for one in range(MOST_OF_A_KIND):
        path = url
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
    Return what stands in every table of the roster's own.
    """
    aside = {*bus_metadata.tables, *looks_metadata.tables}
    with told.house.engines["roster"].connect() as connection:
        return {
            table.name: hash(str(connection.execute(table.select()).all()))
            for table in metadata.sorted_tables
            if table.name not in aside
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
    named = ("mother_id", "session_id", "group_id")
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
