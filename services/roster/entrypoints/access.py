"""
Who may use which route of the roster: the three who run the group, as equals.
"""

from services.roster.entrypoints.shown import SHOWS
from shared.kernel.organisations import Organisation, Role
from shared.web.access import (
    Rule,
    access_of_service,
    everybody,
    people,
    whoever_has_the_link,
    with_token,
)

TEAM = frozenset({Role.COORDINATOR, Role.PAEDAGOG, Role.HEALTH_VISITOR})
# Groups and lists are the daycare's and the housing team's to keep.
KEEPERS = frozenset({Role.COORDINATOR, Role.PAEDAGOG})
COORDINATOR = frozenset({Role.COORDINATOR})

_TEAM = people(TEAM)
_KEEPERS = people(KEEPERS)
_READS = with_token(TEAM, scope="roster:read")
_WRITES = with_token(TEAM, scope="roster:write")
_KEEPS = with_token(KEEPERS, scope="roster:write")
# Whoever has missed is the coordinator's: only she corrects what a close has announced.
_CORRECTS = with_token(COORDINATOR, scope="roster:write")
# She plans who fetches a mother; any of the three who did so says that it is done.
_FETCHES = with_token(COORDINATOR, scope="roster:write")
# Agreements about coming are hers to make; a birth is heard of by the health visitor.
_COORDINATES = with_token(COORDINATOR, scope="roster:write")
_VISITS = with_token({Role.HEALTH_VISITOR}, scope="roster:write")
# A name is given to another service on a person's behalf, by the system's own token.
_DISCLOSES = with_token(
    TEAM | {Role.MACHINE},
    scope="roster:disclose",
    organisations={Organisation.SYSTEM},
)

_PAGES: dict[str, Rule] = {
    "GET /": _TEAM,
    "GET /next": _TEAM,
    "GET /forgotten": _TEAM,
    "GET /live": _TEAM,
    "GET /figures": people({Role.LEADER}),
    # Kept on every device, for whoever opens it: it is about nobody.
    "GET /offline": everybody(),
    "GET /service-worker.js": everybody(),
    "GET /groups/new": _KEEPERS,
    "POST /groups/new": _KEEPERS,
    "GET /groups/<uuid:group_id>": _TEAM,
    "POST /groups/<uuid:group_id>/change": _KEEPERS,
    # Each names who runs it for her own organisation, in her own role.
    "POST /groups/<uuid:group_id>/seat": _TEAM,
    "GET /staffing": _TEAM,
    "POST /absences": _TEAM,
    "POST /absences/<uuid:absence_id>/take_back": _TEAM,
    "POST /absences/<uuid:absence_id>/answer": _TEAM,
    "GET /calendar": _TEAM,
    "GET /groups/<uuid:group_id>/calendar": _TEAM,
    "GET /groups/<uuid:group_id>/calendar/plan": _KEEPERS,
    "POST /groups/<uuid:group_id>/calendar/plan": _KEEPERS,
    "POST /groups/<uuid:group_id>/calendar/renew_link": _KEEPERS,
    "POST /groups/<uuid:group_id>/calendar/revoke_link": _KEEPERS,
    # For whoever has the link: times and places, and nobody's name.
    "GET /calendar/<secret>.ics": everybody(),
    "GET /holidays": _TEAM,
    "POST /holidays": _KEEPERS,
    "POST /holidays/<uuid:holiday_id>/change": _KEEPERS,
    "POST /holidays/<uuid:holiday_id>/remove": _KEEPERS,
    "POST /holidays/try": _KEEPERS,
    "POST /holidays/take_in": _KEEPERS,
    "GET /import": _KEEPERS,
    "POST /import": _KEEPERS,
    "GET /import/<uuid:file_id>": _KEEPERS,
    "POST /import/<uuid:file_id>": _KEEPERS,
    "GET /mothers": _TEAM,
    "POST /mothers": _TEAM,
    "GET /mothers/new": _TEAM,
    "POST /mothers/new": _TEAM,
    "GET /mothers/<uuid:mother_id>": _TEAM,
    "POST /mothers/<uuid:mother_id>/contact": _TEAM,
    "POST /mothers/alike": _TEAM,
    # To be one mother is a matter of the list, like to be deleted from it.
    "GET /duplicates": _KEEPERS,
    "GET /mothers/<uuid:mother_id>/same": _KEEPERS,
    "POST /mothers/<uuid:mother_id>/merge": _KEEPERS,
    "POST /mothers/<uuid:mother_id>/different": _KEEPERS,
    "GET /mothers/<uuid:mother_id>/profile": _TEAM,
    "POST /mothers/<uuid:mother_id>/profile": _TEAM,
    "POST /mothers/<uuid:mother_id>/children": _TEAM,
    "POST /mothers/<uuid:mother_id>/children/<uuid:child_id>": _TEAM,
    "POST /mothers/<uuid:mother_id>/decline": _TEAM,
    "POST /mothers/<uuid:mother_id>/own_link": _TEAM,
    "POST /mothers/<uuid:mother_id>/own_link/revoke": _TEAM,
    # For the mother who has it: the next session, and her own cancellation.
    "GET /own/<secret>": whoever_has_the_link(),
    "POST /own/<secret>/cancel": whoever_has_the_link(),
    "POST /own/<secret>/come_after_all": whoever_has_the_link(),
    "GET /mothers/<uuid:mother_id>/personal": _TEAM,
    "GET /mothers/<uuid:mother_id>/erase": _KEEPERS,
    "POST /mothers/<uuid:mother_id>/erase": _KEEPERS,
    "GET /erasures": people(KEEPERS | {Role.LEADER}),
    "GET /retention": people(KEEPERS | {Role.LEADER}),
    "GET /pick_ups": _TEAM,
    "GET /mothers/<uuid:mother_id>/pick_up": people(COORDINATOR),
    "POST /mothers/<uuid:mother_id>/pick_ups": people(COORDINATOR),
    "POST /mothers/<uuid:mother_id>/pick_ups/move": people(COORDINATOR),
    "POST /mothers/<uuid:mother_id>/pick_ups/cancel": people(COORDINATOR),
    "POST /mothers/<uuid:mother_id>/pick_ups/done": _TEAM,
    "POST /mothers/<uuid:mother_id>/pick_ups/take_back": _TEAM,
    "GET /to-decide": _TEAM,
    "POST /mothers/<uuid:mother_id>/invite": _TEAM,
    "POST /mothers/<uuid:mother_id>/yes": _TEAM,
    "POST /mothers/<uuid:mother_id>/first-visit": people(COORDINATOR),
    "POST /mothers/<uuid:mother_id>/pause": people(COORDINATOR),
    "POST /mothers/<uuid:mother_id>/resume": people(COORDINATOR),
    "POST /mothers/<uuid:mother_id>/stay": people(COORDINATOR),
    "POST /mothers/<uuid:mother_id>/leave": people(COORDINATOR),
    "POST /mothers/<uuid:mother_id>/review": _TEAM,
    "POST /mothers/<uuid:mother_id>/new-birth": people({Role.HEALTH_VISITOR}),
    "POST /mothers/<uuid:mother_id>/new-baby": _TEAM,
    "POST /mothers/<uuid:mother_id>/help": _TEAM,
    "POST /mothers/<uuid:mother_id>/undo": _TEAM,
    "GET /sessions/new": _TEAM,
    "POST /sessions/new": _TEAM,
    "GET /sessions/<uuid:session_id>": _TEAM,
    "POST /sessions/<uuid:session_id>/marks": _TEAM,
    "POST /sessions/<uuid:session_id>/walk-ins": _TEAM,
    "POST /sessions/<uuid:session_id>/unmark": _TEAM,
    "POST /sessions/<uuid:session_id>/cancellations": _TEAM,
    "POST /sessions/<uuid:session_id>/corrections": people(COORDINATOR),
    "POST /sessions/<uuid:session_id>/close": _TEAM,
    "POST /sessions/<uuid:session_id>/reopen": _TEAM,
    "POST /sessions/<uuid:session_id>/cancel": _TEAM,
    "GET /sessions/<uuid:session_id>/change": _TEAM,
    "POST /sessions/<uuid:session_id>/change": _TEAM,
}
_API: dict[str, Rule] = {
    "GET /api/groups": _READS,
    "POST /api/groups": _KEEPS,
    "POST /api/groups/<uuid:group_id>/change": _KEEPS,
    "POST /api/groups/<uuid:group_id>/seat": _WRITES,
    "POST /api/groups/<uuid:group_id>/calendar": _KEEPS,
    "GET /api/groups/<uuid:group_id>/calendar_link": _READS,
    "POST /api/groups/<uuid:group_id>/calendar_link/renew": _KEEPS,
    "POST /api/groups/<uuid:group_id>/calendar_link/revoke": _KEEPS,
    "GET /api/holidays": _READS,
    "POST /api/holidays": _KEEPS,
    "POST /api/holidays/<uuid:holiday_id>/change": _KEEPS,
    "POST /api/holidays/<uuid:holiday_id>/remove": _KEEPS,
    "POST /api/holiday_imports": _KEEPS,
    "POST /api/imports": _KEEPS,
    "GET /api/mothers": _READS,
    "POST /api/mothers": _WRITES,
    "GET /api/mothers/<uuid:mother_id>": _READS,
    "POST /api/mothers/<uuid:mother_id>/contact": _WRITES,
    "GET /api/mothers/<uuid:mother_id>/profile": _READS,
    "GET /api/duplicates": with_token(KEEPERS, scope="roster:read"),
    "POST /api/mothers/<uuid:mother_id>/merge": _KEEPS,
    "POST /api/mothers/<uuid:mother_id>/different": _KEEPS,
    "POST /api/mothers/<uuid:mother_id>/profile": _WRITES,
    "POST /api/mothers/<uuid:mother_id>/children": _WRITES,
    "POST /api/mothers/<uuid:mother_id>/children/<uuid:child_id>": _WRITES,
    "POST /api/mothers/<uuid:mother_id>/decline": _WRITES,
    "GET /api/mothers/<uuid:mother_id>/steps": _READS,
    "POST /api/mothers/<uuid:mother_id>/invite": _WRITES,
    "POST /api/mothers/<uuid:mother_id>/yes": _WRITES,
    "POST /api/mothers/<uuid:mother_id>/first-visit": _COORDINATES,
    "POST /api/mothers/<uuid:mother_id>/pause": _COORDINATES,
    "POST /api/mothers/<uuid:mother_id>/resume": _COORDINATES,
    "POST /api/mothers/<uuid:mother_id>/stay": _COORDINATES,
    "POST /api/mothers/<uuid:mother_id>/leave": _COORDINATES,
    "POST /api/mothers/<uuid:mother_id>/review": _WRITES,
    "POST /api/mothers/<uuid:mother_id>/new-birth": _VISITS,
    "POST /api/mothers/<uuid:mother_id>/new-baby": _WRITES,
    "POST /api/mothers/<uuid:mother_id>/help": _WRITES,
    "POST /api/mothers/<uuid:mother_id>/undo": _WRITES,
    "GET /api/mothers/<uuid:mother_id>/disclosures": _READS,
    "GET /api/mothers/<uuid:mother_id>/personal": _READS,
    "POST /api/mothers/<uuid:mother_id>/erase": _KEEPS,
    "GET /api/erasures": with_token(KEEPERS, scope="roster:read"),
    "GET /api/pick_ups": _READS,
    "POST /api/mothers/<uuid:mother_id>/pick_ups": _FETCHES,
    "POST /api/mothers/<uuid:mother_id>/pick_ups/move": _FETCHES,
    "POST /api/mothers/<uuid:mother_id>/pick_ups/cancel": _FETCHES,
    "POST /api/mothers/<uuid:mother_id>/pick_ups/done": _WRITES,
    "POST /api/mothers/<uuid:mother_id>/pick_ups/take_back": _WRITES,
    "POST /api/disclosures": _DISCLOSES,
    "GET /api/sessions": _READS,
    "POST /api/sessions": _WRITES,
    "GET /api/sessions/<uuid:session_id>": _READS,
    "POST /api/sessions/<uuid:session_id>/marks": _WRITES,
    "POST /api/sessions/<uuid:session_id>/walk-ins": _WRITES,
    "POST /api/sessions/<uuid:session_id>/unmark": _WRITES,
    "POST /api/sessions/<uuid:session_id>/cancellations": _WRITES,
    "POST /api/sessions/<uuid:session_id>/corrections": _CORRECTS,
    "POST /api/sessions/<uuid:session_id>/close": _WRITES,
    "POST /api/sessions/<uuid:session_id>/reopen": _WRITES,
    "POST /api/sessions/<uuid:session_id>/cancel": _WRITES,
    "POST /api/sessions/<uuid:session_id>/change": _WRITES,
}

ACCESS = access_of_service(
    "roster",
    owners={
        Organisation.DAYCARE,
        Organisation.HOUSING_TEAM,
        Organisation.HEALTH_VISITORS,
    },
    rules={**_PAGES, **_API},
    shows=SHOWS,
)
