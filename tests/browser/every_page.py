"""
Every page that there is: what it is called, who reads it, where it is.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from deploy.scopes import access_of
from shared.bus.topology import SERVICES
from shared.kernel.organisations import Role
from shared.web.front.access import FRONT_ACCESS


class Shown(NamedTuple):
    """
    A page. What stands in braces in its address is of the town's.
    """

    name: str
    role: Role | None
    address: str


PAGES = (
    Shown("follow_up_today", Role.COORDINATOR, "/outreach/"),
    Shown("follow_up_done", Role.COORDINATOR, "/outreach/done"),
    Shown("follow_up_mother", Role.COORDINATOR, "/outreach/mothers/{mother}"),
    Shown("ladder_group", Role.COORDINATOR, "/outreach/groups/{group}/ladder"),
    Shown("ladder_mother", Role.COORDINATOR, "/outreach/mothers/{mother}/ladder"),
    Shown("talks", Role.HEALTH_VISITOR, "/outreach/talks"),
    Shown("talks_waiting", Role.PAEDAGOG, "/outreach/talks/waiting"),
    Shown("sessions", Role.PAEDAGOG, "/roster/"),
    Shown("forgotten", Role.PAEDAGOG, "/roster/forgotten"),
    Shown("register_open", Role.PAEDAGOG, "/roster/sessions/{open}"),
    Shown("register_coming", Role.PAEDAGOG, "/roster/sessions/{coming}"),
    Shown("register_closed", Role.PAEDAGOG, "/roster/sessions/{closed}"),
    Shown("register_correct", Role.COORDINATOR, "/roster/sessions/{closed}"),
    Shown("mothers", Role.COORDINATOR, "/roster/mothers"),
    Shown("mother", Role.COORDINATOR, "/roster/mothers/{parent}"),
    Shown("mother_suggested", Role.COORDINATOR, "/roster/mothers/{suggested}"),
    Shown("mother_paused", Role.COORDINATOR, "/roster/mothers/{paused}"),
    Shown("to_decide", Role.COORDINATOR, "/roster/to-decide"),
    Shown("mother_new", Role.COORDINATOR, "/roster/mothers/new"),
    Shown("mother_profile", Role.COORDINATOR, "/roster/mothers/{parent}/profile"),
    Shown("duplicates", Role.COORDINATOR, "/roster/duplicates"),
    Shown("same", Role.COORDINATOR, "/roster/mothers/{parent}/same?other={mother}"),
    Shown("mother_erase", Role.COORDINATOR, "/roster/mothers/{parent}/erase"),
    Shown("erasures", Role.COORDINATOR, "/roster/erasures"),
    Shown("retention", Role.COORDINATOR, "/roster/retention"),
    Shown("personal", Role.COORDINATOR, "/roster/mothers/{parent}/personal"),
    Shown("personal_outreach", Role.COORDINATOR, "/outreach/mothers/{mother}/personal"),
    Shown(
        "personal_referrals", Role.COORDINATOR, "/referrals/mothers/{parent}/personal"
    ),
    Shown(
        "personal_messages",
        Role.COORDINATOR,
        "/notifications/mothers/{mother}/personal",
    ),
    Shown("mother_fetched", Role.COORDINATOR, "/roster/mothers/{fetched}"),
    Shown("pick_ups", Role.COORDINATOR, "/roster/pick_ups"),
    Shown("pick_up_new", Role.COORDINATOR, "/roster/mothers/{parent}/pick_up"),
    Shown(
        "pick_up_move",
        Role.COORDINATOR,
        "/roster/mothers/{fetched}/pick_up?session={fetched_to}",
    ),
    Shown("group_new", Role.COORDINATOR, "/roster/groups/new"),
    Shown("group", Role.COORDINATOR, "/roster/groups/{group}"),
    Shown("staffing", Role.PAEDAGOG, "/roster/staffing"),
    Shown("session_new", Role.COORDINATOR, "/roster/sessions/new"),
    Shown("session_change", Role.PAEDAGOG, "/roster/sessions/{coming}/change"),
    Shown("session_food", Role.PAEDAGOG, "/roster/sessions/{coming}/food"),
    Shown("calendar", Role.COORDINATOR, "/roster/groups/{group}/calendar"),
    Shown("calendar_plan", Role.PAEDAGOG, "/roster/groups/{group}/calendar/plan"),
    Shown("holidays", Role.COORDINATOR, "/roster/holidays"),
    Shown("export", Role.COORDINATOR, "/roster/groups/{group}/export"),
    Shown("import", Role.COORDINATOR, "/roster/import"),
    Shown("import_file", Role.COORDINATOR, "/roster/import/{file}"),
    Shown("offline", None, "/roster/offline"),
    Shown("referrals_coordinator", Role.COORDINATOR, "/referrals/"),
    Shown("referrals_health_visitor", Role.HEALTH_VISITOR, "/referrals/"),
    Shown("referrals_intake", Role.DAYCARE_INTAKE, "/referrals/"),
    Shown("referral", Role.HEALTH_VISITOR, "/referrals/{referral}"),
    Shown("referral_new", Role.COORDINATOR, "/referrals/new?mother={parent}"),
    Shown("referral_pick", Role.COORDINATOR, "/referrals/new"),
    Shown("sealed", Role.COORDINATOR, "/referrals/sealed"),
    Shown("sealed_leader", Role.LEADER, "/referrals/sealed"),
    Shown("sealed_begun", Role.COORDINATOR, "/referrals/sealed/{considered}"),
    Shown("sealed_case", Role.COORDINATOR, "/referrals/sealed/{sealed}"),
    Shown("sealed_case_leader", Role.LEADER, "/referrals/sealed/{sealed}"),
    Shown("hand_off", Role.COORDINATOR, "/referrals/hand_offs/{hand_off}"),
    Shown("hand_off_intake", Role.DAYCARE_INTAKE, "/referrals/hand_offs/{hand_off}"),
    Shown("hand_off_new", Role.COORDINATOR, "/referrals/hand_offs/new?mother={parent}"),
    Shown("messages", Role.COORDINATOR, "/notifications/"),
    Shown("events", Role.ADMINISTRATOR, "/roster/events"),
    Shown("figures_group", Role.LEADER, "/roster/figures"),
    Shown("figures_follow_up", Role.LEADER, "/outreach/figures"),
    Shown("webhooks", Role.ADMINISTRATOR, "/outreach/webhooks"),
    Shown("figures_referrals", Role.LEADER, "/referrals/figures"),
    Shown("looks", Role.LEADER, "/roster/looks"),
    Shown("looks_sample", Role.LEADER, "/outreach/looks?sample=20"),
    Shown("looks_none", Role.LEADER, "/notifications/looks?day=2000-01-01"),
    Shown("looks_referrals", Role.HEALTH_VISITORS_LEADER, "/referrals/looks"),
    Shown("looks_of", Role.LEADER, "/roster/looks/of/{parent}"),
    Shown("looks_of_staff", Role.LEADER, "/roster/looks/of/{parent}?staff=yes"),
    Shown("accessibility", Role.COORDINATOR, "/roster/was"),
    Shown("privacy", Role.COORDINATOR, "/roster/privacy"),
    Shown("sign_in", None, "/sign-in/?to=/roster/"),
    Shown("invitation", None, "/sign-in/invitation/{invitation}"),
    Shown("demo_link", None, "/sign-in/demo/{demo}"),
    Shown("people", Role.ADMINISTRATOR, "/people"),
    Shown("people_leader", Role.LEADER, "/people"),
    Shown("access", Role.ADMINISTRATOR, "/roster/access"),
    Shown("not_found", Role.COORDINATOR, "/nowhere"),
    Shown(
        "refused", Role.COORDINATOR, "/referrals/00000000-0000-7000-8000-000000000000"
    ),
)
MISSING = frozenset({"not_found", "refused"})

# Made by one template in every service: to look at one of them is enough.
_ALIKE = frozenset(
    {
        "GET /was", "GET /privacy", "GET /access", "GET /events", "GET /looks",
        "GET /looks/of/<uuid:mother_id>",
    }
)  # fmt: skip
# What a browser asks for and does not show: a file, a stream, a way on to a page.
_NO_PAGES = frozenset(
    {
        "GET /health", "GET /openapi.json", "GET /live", "GET /static/<name>",
        "GET /service-worker.js", "GET /next", "GET /calendar",
        "GET /calendar/<secret>.ics", "GET /tasks/<secret>.ics",
        "GET /sign-in/static/<name>", "GET /export",
        "GET /groups/<uuid:group_id>/mothers.csv",
        "GET /groups/<uuid:group_id>/sessions.csv",
        "GET /groups/<uuid:group_id>/attendance.csv",
        "GET /sign-in/elsewhere", "GET /sign-in/back", "GET /sign-in/left",
        # In a mother's language, not in the staff's: test_own_link.py looks at it.
        "GET /own/<secret>",
    }
)  # fmt: skip


def not_shown(pages: tuple[Shown, ...]) -> list[str]:
    """
    Return the page routes, of all that the tables name, that none of these is.
    """
    addresses = [shown.address.partition("?")[0] for shown in pages]
    return [
        f"{service}: {route}"
        for service, route, place in _page_routes()
        if not any(re.fullmatch(place, address) for address in addresses)
    ]


def _page_routes() -> Iterator[tuple[str, str, str]]:
    """
    Give each page's service, its route, and how its address looks in the list.
    """
    tables = {one: access_of(one).rules for one in SERVICES}
    for service, rules in {**tables, "sign-in": FRONT_ACCESS.rules}.items():
        for route in rules:
            verb, _, url = route.partition(" ")
            if verb != "GET" or url.startswith("/api/") or route in _NO_PAGES:
                continue
            place = re.sub("<[^>]+>", r"\\{\\w+\\}", url)
            of = "/\\w+" if route in _ALIKE else f"/{service}"
            yield service, route, place if service == "sign-in" else of + place
