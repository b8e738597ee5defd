"""
The one menu, and the page that each role begins at.
"""

from dataclasses import dataclass
from typing import Any

from shared.kernel.organisations import Role
from shared.web.language import lazy_gettext as _


@dataclass(frozen=True, kw_only=True)
class Item:
    """
    A line of the menu: the service that owns the page, its path, and what it is called.
    """

    service: str
    path: str
    label: Any


_SESSIONS = Item(service="roster", path="/roster/", label=_("Mødegange"))
_FOLLOW_UPS = Item(service="outreach", path="/outreach/", label=_("Opfølgning"))
_REFERRALS = Item(service="referrals", path="/referrals/", label=_("Henvisninger"))
_MESSAGES = Item(service="notifications", path="/notifications/", label=_("Beskeder"))
_PLACES = Item(service="referrals", path="/referrals/", label=_("Pladser"))
_EVERYTHING = (_SESSIONS, _FOLLOW_UPS, _REFERRALS, _MESSAGES)
_FIGURES = (
    Item(service="roster", path="/roster/figures", label=_("Gruppen")),
    Item(service="outreach", path="/outreach/figures", label=_("Opfølgning")),
    Item(service="referrals", path="/referrals/figures", label=_("Henvisninger")),
)
_MENUS: dict[Role, tuple[Item, ...]] = {
    Role.DAYCARE_INTAKE: (_PLACES,),
    Role.LEADER: _FIGURES,
}
_HOMES: dict[Role, str] = {
    Role.COORDINATOR: "/outreach/",
    Role.PAEDAGOG: "/roster/",
    Role.HEALTH_VISITOR: "/referrals/",
    Role.HEALTH_VISITORS_LEADER: "/referrals/",
    Role.DAYCARE_INTAKE: "/referrals/",
    Role.LEADER: "/roster/figures",
}


def menu_of(role: Role) -> tuple[Item, ...]:
    return _MENUS.get(role, _EVERYTHING)


def home_of(role: Role) -> str:
    """
    Return the page of the service that serves this role.
    """
    return _HOMES.get(role, "/roster/")
