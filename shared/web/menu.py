"""
The one menu, and the page at which the day of each role begins.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.kernel.organisations import PARTNERS, Organisation, Role
from shared.web.language import lazy_gettext as _
from shared.web.way import SIGN_IN


@dataclass(frozen=True, kw_only=True)
class Item:
    """
    A line of the menu: the service that owns the page, its path, and what it is called.

    ``organisations`` are those whose leaders it is for.
    """

    service: str
    path: str
    label: Any
    organisations: frozenset[Organisation] = PARTNERS


_SESSIONS = Item(service="roster", path="/roster/", label=_("Mødegange"))
_FOLLOW_UPS = Item(service="outreach", path="/outreach/", label=_("Opfølgning"))
_REFERRALS = Item(service="referrals", path="/referrals/", label=_("Henvisninger"))
_MESSAGES = Item(service="notifications", path="/notifications/", label=_("Beskeder"))
_PLACES = Item(service="referrals", path="/referrals/", label=_("Pladser"))
_PEOPLE = Item(service="sign-in", path="/people", label=_("Adgang"))
_WEBHOOKS = Item(
    service="outreach",
    path="/outreach/webhooks",
    label=_("Andre systemer"),
    organisations=frozenset({Organisation.HOUSING_TEAM}),
)
_FIGURES = (
    Item(
        service="roster",
        path="/roster/figures",
        label=_("Gruppen"),
        organisations=PARTNERS - {Organisation.DAYCARE_INTAKE},
    ),
    Item(
        service="outreach",
        path="/outreach/figures",
        label=_("Opfølgning"),
        organisations=frozenset({Organisation.HOUSING_TEAM}),
    ),
    Item(service="referrals", path="/referrals/figures", label=_("Henvisninger")),
)
_MENUS: Mapping[Role, tuple[Item, ...]] = {
    Role.COORDINATOR: (_SESSIONS, _FOLLOW_UPS, _REFERRALS, _MESSAGES),
    Role.PAEDAGOG: (_SESSIONS, _REFERRALS),
    Role.HEALTH_VISITOR: (_SESSIONS, _REFERRALS),
    Role.HEALTH_VISITORS_LEADER: (_REFERRALS,),
    Role.DAYCARE_INTAKE: (_PLACES,),
    Role.LEADER: (*_FIGURES, _PEOPLE),
    Role.ADMINISTRATOR: (_PEOPLE, _WEBHOOKS),
}
# Where it is not the first line of the menu.
_HOMES: Mapping[Role, str] = {
    Role.COORDINATOR: "/outreach/",
    Role.HEALTH_VISITOR: "/referrals/",
}


def menu_of(role: Role, organisation: Organisation) -> tuple[Item, ...]:
    return tuple(
        item for item in _MENUS.get(role, ()) if organisation in item.organisations
    )


def home_of(role: Role, organisation: Organisation) -> str:
    """
    Return the page that somebody works from; who has none is led to the sign-in.
    """
    menu = menu_of(role, organisation)
    return _HOMES.get(role) or (menu[0].path if menu else SIGN_IN)
