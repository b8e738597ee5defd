"""
Who may: one table for each service, of every route and the roles that may use it.

Beside it stands whom each route shows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.kernel.organisations import ORGANISATIONS_OF, PARTNERS, Organisation, Role
from shared.web.common_shows import COMMON_SHOWS, LOOKS_ROUTES
from shared.web.shows import ShowsOf
from shared.web.who import Who

# These are in every organisation; in a service they are let in by its owners' only.
_OF_AN_OWNER = frozenset({Role.LEADER, Role.ADMINISTRATOR, Role.MACHINE})


@dataclass(frozen=True, kw_only=True)
class Rule:
    """
    Who may use one route.

    ``scope`` is what a machine's token must name; without one, the route is for people.
    ``organisations`` are those whose leaders, administrators and machines may, where
    that is not all owners. ``is_by_link`` says that the address itself is the key, and
    that whoever tries keys in vain has to wait. ``is_unnamed`` says that its page tells
    no other page where it is, so that its form may come from nowhere: it has a guard of
    its own. ``is_narrowed`` says that the domain shows less than all: to each
    organisation its own, and what was handed over to it.
    """

    roles: frozenset[Role] = frozenset()
    scope: str | None = None
    organisations: frozenset[Organisation] | None = None
    is_open: bool = False
    is_by_link: bool = False
    is_unnamed: bool = False
    is_narrowed: bool = False


def everybody(*, is_unnamed: bool = False) -> Rule:
    """
    Say that this is open to strangers.
    """
    return Rule(is_open=True, is_unnamed=is_unnamed)


def whoever_has_the_link() -> Rule:
    """
    Say that this is open to whoever knows its address, which holds a secret.
    """
    return Rule(is_open=True, is_by_link=True)


def people(roles: Iterable[Role], *, is_narrowed: bool = False) -> Rule:
    """
    Say that these roles may, at a browser.
    """
    return Rule(roles=frozenset(roles), is_narrowed=is_narrowed)


def with_token(
    roles: Iterable[Role],
    *,
    scope: str,
    organisations: Iterable[Organisation] | None = None,
    is_narrowed: bool = False,
) -> Rule:
    """
    Say that these roles may, and machines that act in one of them with this scope.
    """
    return Rule(
        roles=frozenset(roles),
        scope=scope,
        organisations=None if organisations is None else frozenset(organisations),
        is_narrowed=is_narrowed,
    )


def looks_open_to(
    roles: Iterable[Role], *, is_narrowed: bool = False
) -> dict[str, Rule]:
    """
    Say who samples the log of looks and tells a mother what is in it about her.
    """
    rule = people(roles, is_narrowed=is_narrowed)
    return dict.fromkeys(LOOKS_ROUTES, rule)


class Access:
    """
    One table. A route that is missing from it is refused to all.
    """

    def __init__(
        self,
        service: str,
        *,
        owners: Iterable[Organisation],
        rules: Mapping[str, Rule],
        shows: ShowsOf | None = None,
    ) -> None:
        self.service = service
        self.owners = frozenset(owners)
        self.rules = rules
        self.shows: ShowsOf = shows or {}

    @property
    def scopes(self) -> frozenset[str]:
        return frozenset(rule.scope for rule in self.rules.values() if rule.scope)

    def allows(self, route: str, who: Who | None) -> bool:
        """
        Whether somebody may use a route, named as ``POST /sessions/<uuid:id>/close``.
        """
        rule = self.rules.get(route)
        if rule is None:
            return False
        return rule.is_open or (who is not None and self._lets_in(rule, who))

    def is_by_link(self, route: str) -> bool:
        rule = self.rules.get(route)
        return rule is not None and rule.is_by_link

    def is_unnamed(self, route: str) -> bool:
        rule = self.rules.get(route)
        return rule is not None and rule.is_unnamed

    def _lets_in(self, rule: Rule, who: Who) -> bool:
        if who.scopes is not None and rule.scope not in who.scopes:
            return False
        return who.role in rule.roles and self._is_of_here(rule, who)

    def _is_of_here(self, rule: Rule, who: Who) -> bool:
        if who.organisation not in ORGANISATIONS_OF[who.role]:
            return False
        return who.role not in _OF_AN_OWNER or who.organisation in (
            rule.organisations or self.owners
        )


def access_of_service(
    service: str,
    *,
    owners: Iterable[Organisation],
    rules: Mapping[str, Rule],
    shows: ShowsOf,
) -> Access:
    """
    Make a service's table: its own routes, and what every service answers beside them.
    """
    return Access(
        service,
        owners=owners,
        rules={**_common(service), **rules},
        shows={**COMMON_SHOWS, **shows},
    )


def _common(service: str) -> dict[str, Rule]:
    describes = with_token(Role, scope=f"{service}:read", organisations=PARTNERS)
    return {
        "GET /health": everybody(),
        "GET /static/<name>": everybody(),
        "POST /language": everybody(),
        "GET /was": everybody(),
        "GET /privacy": everybody(),
        "GET /openapi.json": describes,
        "GET /access": Rule(
            roles=frozenset({Role.ADMINISTRATOR, Role.LEADER}), organisations=PARTNERS
        ),
        "GET /events": people({Role.ADMINISTRATOR, Role.LEADER}),
        **looks_open_to({Role.LEADER}),
        "POST /events/<uuid:event_id>/replay": people({Role.ADMINISTRATOR}),
        "POST /events/<uuid:event_id>/discard": people({Role.ADMINISTRATOR}),
    }
