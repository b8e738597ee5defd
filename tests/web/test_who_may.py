"""
Who may: every route, every role, own and other organisation, stranger, wrong scope.
"""

import functools
from http.client import HTTPConnection
from urllib.parse import urlsplit
from uuid import UUID

import pytest
import requests
from nameko.web.handlers import HttpRequestHandler
from werkzeug.datastructures import Headers
from werkzeug.test import Client
from werkzeug.wrappers import Response

from deploy.running import service_class
from deploy.scopes import access_of
from shared.access.domain.user import User
from shared.access.storage.book import changing
from shared.access.storage.tables import users
from shared.bus.topology import SERVICES
from shared.kernel.ids import new_id
from shared.kernel.organisations import (
    ORGANISATIONS_OF,
    PARTNERS,
    PEOPLE,
    Organisation,
    Role,
)
from shared.web.access import Access, Rule, people
from shared.web.forgery import HEADER
from shared.web.front.access import FRONT_ACCESS
from shared.web.front.app import Front
from shared.web.http import Http
from shared.web.menu import home_of, menu_of
from shared.web.way import SIGN_IN
from shared.web.wording import OWNED_BY
from tests.support.way_in import bearer, headers_of, token
from tests.web.conftest import FRONT, Open

REACHED = 299
ANY_ID = str(UUID(int=7))
TABLES = {one: access_of(one) for one in SERVICES} | {FRONT: FRONT_ACCESS}
EVERY = [(name, route) for name, table in TABLES.items() for route in table.rules]


class Walker:
    """
    Goes to every route; whom the gate lets through hears 299, and nothing is done.
    """

    def __init__(self, opened: Open) -> None:
        self.opened = opened
        self._client = Client(opened.application, use_cookies=False)
        self._shown: dict[tuple[Role, Organisation], dict[str, str]] = {}

    def status(self, service: str, route: str, shown: dict[str, str]) -> int:
        return self.ask(service, route, shown)[0]

    def ask(
        self, service: str, route: str, shown: dict[str, str]
    ) -> tuple[int, Headers, bytes]:
        method, _, url = route.partition(" ")
        place = "".join(
            ANY_ID if part.startswith(("uuid:", "step", "secret", "name")) else part
            for piece in url.split("<")
            for part in piece.split(">")
        )
        path = place if service == FRONT else f"/{service}{place}"
        answer = self._client.open(
            path,
            method=method,
            base_url=self.opened.root,
            headers={"Content-Length": "0", **shown},
            environ_base={"REMOTE_ADDR": "127.0.0.1"},
        )
        return answer.status_code, answer.headers, answer.get_data()

    def person(self, role: Role, organisation: Organisation) -> dict[str, str]:
        """
        Sign in somebody; also in a role that her organisation does not have.
        """
        if (role, organisation) not in self._shown:
            of = organisation
            known = organisation in ORGANISATIONS_OF[role]
            user = self.opened.way_in.user(role, of if known else None)
            if not known:
                user = User(**{**vars(user), "id": new_id(), "name": "Prøve"})
                with changing(self.opened.access) as book:
                    book.users.add(user)
            secret = self.opened.way_in.secret(user)
            if not known:
                _move(self.opened, user, organisation)
            self._shown[role, organisation] = headers_of(secret)
        return self._shown[role, organisation]


@pytest.fixture
def walker(opened: Open, monkeypatch: pytest.MonkeyPatch) -> Walker:
    def reached(_entrypoint, _request) -> Response:
        return Response(status=REACHED)

    monkeypatch.setattr(HttpRequestHandler, "handle_request", reached)
    monkeypatch.setattr(
        Front,
        "_handled",
        lambda _front, _route, _request, _ids: Response(status=REACHED),
    )
    return Walker(opened)


class TestEveryRoute:
    def test_stands_in_the_table_of_its_service(self):
        """
        What is served and what the table names are the same, route by route.
        """
        for service in SERVICES:
            found = service_class(service)
            served = {
                one.route
                for name in dir(found)
                for one in getattr(getattr(found, name), "nameko_entrypoints", ())
                if isinstance(one, Http)
            }
            assert served == set(access_of(service).rules), service

    def test_lets_in_whom_the_table_names_and_nobody_else(self, walker: Walker):
        """
        Every route x every role x its own and another organisation: the gate says what
        the table says, and who is not let in hears that there is no such thing.
        """
        looked_at, wrong = 0, []
        for role in PEOPLE:
            for organisation in sorted(PARTNERS):
                shown = walker.person(role, organisation)
                for service, route in EVERY:
                    may = _may(TABLES[service], route, role, organisation)
                    status = walker.status(service, route, shown)
                    looked_at += 1
                    if status != (REACHED if may else _no(route, role, organisation)):
                        wrong.append((service, route, role, organisation, status))

        assert wrong == []
        assert looked_at == len(EVERY) * len(PEOPLE) * len(PARTNERS)

    def test_asks_a_stranger_to_sign_in(self, walker: Walker):
        """
        Who has not signed in reaches what is open; a page leads to the sign-in, the API
        says 401.
        """
        for service, route in EVERY:
            status, headers, _ = walker.ask(service, route, {})
            if TABLES[service].rules[route].is_open:
                assert status == REACHED, route
            elif "/api/" in route or "openapi" in route:
                assert (status, headers["WWW-Authenticate"]) == (401, "Bearer"), route
            else:
                assert status == 303, route
                assert headers["Location"].startswith("/sign-in/?to="), route

    def test_that_changes_something_asks_for_proof(self, walker: Walker):
        """
        Whoever has signed in: each POST is refused without what only her own forms
        hold, and when another web site asks for it.
        """
        for service, route in EVERY:
            # Where the address is the key, whoever has it needs no other proof.
            is_by_link = TABLES[service].rules[route].is_by_link
            if not route.startswith("POST ") or is_by_link:
                continue
            shown = walker.person(*_somebody_who_may(TABLES[service], route))
            bare = {name: told for name, told in shown.items() if name != HEADER}
            foreign = {**shown, "Sec-Fetch-Site": "cross-site"}

            assert walker.status(service, route, shown) == REACHED, route
            assert walker.status(service, route, bare) == 403, route
            assert walker.status(service, route, foreign) == 403, route

    def test_opens_to_a_machine_for_its_scope_alone(self, walker: Walker):
        """
        A token opens the routes of its scope that its role may use; with every other
        scope but that, or on a page, it opens nothing.
        """
        every = {one for table in TABLES.values() for one in table.scopes}
        for role in (*PEOPLE, Role.MACHINE):
            organisation = min(ORGANISATIONS_OF[role])

            @functools.cache
            def shown(*scopes: str, role: Role = role) -> dict[str, str]:
                told = token(walker.opened.access, role=role, scopes=set(scopes))
                return bearer(told)

            for service, route in EVERY:
                rule = TABLES[service].rules[route]
                others = shown(*sorted(every - {rule.scope}))
                status = walker.status(service, route, others)
                assert (status == REACHED) == rule.is_open, (route, role, status)
                if rule.scope is None:
                    continue
                may = rule.is_open or _may(TABLES[service], route, role, organisation)
                status = walker.status(service, route, shown(rule.scope))
                assert (status == REACHED) == may, (route, role, status)

    def test_opens_to_no_invented_token_or_cookie(self, walker: Walker):
        """
        What was made up, or is empty, opens nothing.
        """
        for shown in (
            bearer("made-up"), bearer(""), {"Cookie": "session=made-up"},
            {"Cookie": "session="}, {"Authorization": "Basic eDp5"},
        ):  # fmt: skip
            assert walker.status("roster", "GET /api/mothers", shown) == 401

    def test_that_the_table_does_not_name_is_refused_at_run_time(
        self, walker: Walker, monkeypatch: pytest.MonkeyPatch
    ):
        """
        A route that was forgotten is closed to everybody.
        """
        rules = dict(TABLES["roster"].rules)
        del rules["GET /api/mothers"]
        monkeypatch.setattr(TABLES["roster"], "rules", rules)
        shown = walker.person(Role.COORDINATOR, Organisation.HOUSING_TEAM)

        assert walker.status("roster", "GET /api/mothers", shown) == 404


class TestAnswer:
    def test_is_the_same_for_forbidden_and_for_what_there_is_not(self, opened: Open):
        """
        To somebody it is not for, a thing that is there looks like one that is not, and
        like an address that is not.
        """
        http = HTTPConnection(urlsplit(opened.root).netloc, timeout=10)
        shown = opened.way_in.of(Role.DAYCARE_INTAKE)
        headers = {"Cookie": f"session={shown['cookies']['session']}"}

        def told(path: str) -> tuple[int, bytes]:
            http.request("GET", path, headers=headers)
            answer = http.getresponse()
            return answer.status, answer.read()

        forbidden = told("/roster/api/mothers")
        assert forbidden[0] == 404
        assert told(f"/roster/api/mothers/{ANY_ID}") == forbidden
        status, body = told("/roster/api/nothing")
        assert (status, b'"code": "not-found"' in body) == (404, True)


class TestTable:
    def test_agrees_with_the_menu(self):
        """
        The menu leads nobody to a closed door.
        """
        for role in PEOPLE:
            for organisation in ORGANISATIONS_OF[role] & PARTNERS:
                menu = menu_of(role, organisation)
                places = [home_of(role, organisation), *(item.path for item in menu)]
                closed = [
                    one for one in places if not _is_open(one, role, organisation)
                ]
                assert closed == [], (role, organisation)

    def test_hides_no_service_from_whom_it_lets_in(self):
        """
        Whoever may look at a service's front page finds it in her menu.
        """
        for service in SERVICES:
            for role in access_of(service).rules["GET /"].roles:
                menu = menu_of(role, min(ORGANISATIONS_OF[role]))
                assert service in {item.service for item in menu}, (service, role)

    def test_agrees_with_whose_logs_a_leader_is_led_to(self):
        """
        Her page leads a leader to the logs that she may sample, and to no other.
        """
        for service in SERVICES:
            assert OWNED_BY[service] == access_of(service).owners, service

    def test_names_no_role_without_an_organisation(self):
        """
        A mother and the system itself come in nowhere as a person.
        """
        for table in TABLES.values():
            for route, rule in table.rules.items():
                roles = rule.roles & {Role.MOTHER, Role.SYSTEM}
                assert not roles or route == "GET /openapi.json"

    def test_is_shown_on_a_page(self, opened: Open):
        """
        An administrator sees who may do what, every route of it.
        """
        shown = opened.way_in.of(Role.ADMINISTRATOR, Organisation.HOUSING_TEAM)
        page = requests.get(f"{opened.root}/roster/access", timeout=10, **shown)

        assert page.status_code == 200
        for route in access_of("roster").rules:
            assert route.replace("<", "&lt;").replace(">", "&gt;") in page.text

    def test_can_be_wrong(self):
        """
        The control: with a rule taken away, or given to all, the table says otherwise.
        """
        closed = Access("roster", owners=PARTNERS, rules={})
        wide = Access("roster", owners=PARTNERS, rules={"GET /": people(Role)})

        assert not _may(closed, "GET /", Role.COORDINATOR, Organisation.HOUSING_TEAM)
        assert _may(wide, "GET /", Role.DAYCARE_INTAKE, Organisation.DAYCARE_INTAKE)


def _is_open(path: str, role: Role, organisation: Organisation) -> bool:
    service = path.split("/")[1]
    table = TABLES.get(service, FRONT_ACCESS)
    route = path.removeprefix(f"/{service}") if service in SERVICES else path
    return path != SIGN_IN and _may(table, f"GET {route}", role, organisation)


OF_AN_OWNER = {Role.LEADER, Role.ADMINISTRATOR, Role.MACHINE}


def _may(table: Access, route: str, role: Role, organisation: Organisation) -> bool:
    """
    Say from the table alone, in other words than the product's.
    """
    rule = table.rules.get(route, Rule())
    if rule.is_open:
        return True
    if role not in rule.roles or organisation not in ORGANISATIONS_OF[role]:
        return False
    owners = rule.organisations if rule.organisations is not None else table.owners
    return organisation in owners if role in OF_AN_OWNER else True


def _somebody_who_may(table: Access, route: str) -> tuple[Role, Organisation]:
    return next(
        (role, organisation)
        for role in PEOPLE
        for organisation in sorted(ORGANISATIONS_OF[role] & PARTNERS)
        if _may(table, route, role, organisation)
    )


def _no(route: str, role: Role, organisation: Organisation) -> int:
    """
    Return what is heard by whom the table does not name.

    Somebody in a role that her organisation does not have is nobody.
    """
    if organisation in ORGANISATIONS_OF[role]:
        return 404
    return 401 if "/api/" in route or "openapi" in route else 303


def _move(opened: Open, user: User, organisation: Organisation) -> None:
    with opened.access.begin() as connection:
        query = users.update().where(users.c.id == user.id)
        connection.execute(query.values(organisation=organisation))
