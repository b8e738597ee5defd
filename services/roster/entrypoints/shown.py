"""
Whom each route of the roster shows, and what for.

A form's POST leads on to a page and shows nobody, so it does not stand here.
"""

from shared.kernel.organisations import Role
from shared.looks.look import Part, Purpose
from shared.web.shows import (
    NOBODY,
    Seen,
    Shows,
    ShowsOf,
    found_at_all,
    in_address,
    shows,
    what_was_asked,
)


def _searched(seen: Seen) -> str:
    return str(seen.asked.get("name", ""))


def _typed(seen: Seen) -> str | None:
    return what_was_asked(seen.asked, "display_name", "phone")


def _told_to_a_person(seen: Seen) -> list[object]:
    """
    Leave out another service, which asks for a person.

    That is a disclosure; what the person sees is written down where she sees it.
    """
    return [] if seen.who.role is Role.MACHINE else [seen.asked["mother_id"]]


def _who_brings_whom(*lists: str) -> tuple[Shows, ...]:
    """
    Say that both are shown: who is fetched, and the mother who fetches her.
    """
    ids = [f"{one}[].{who}.id" for one in lists for who in ("mother", "buddy")]
    return shows(Part.PICK_UP, Purpose.RUN_THE_SESSION, found_at_all(*ids))


def _named_in_request(seen: Seen) -> list[object]:
    return [seen.asked["mother_id"]]


_HER = in_address("mother_id")
_CONTACT = shows(Part.CONTACT, Purpose.ADMINISTRATION, _HER)
_PROFILE = shows(Part.PROFILE, Purpose.ADMINISTRATION, _HER)
_CHILDREN = shows(Part.CHILDREN, Purpose.ADMINISTRATION, _HER)
_ENROLMENT = shows(Part.ENROLMENT, Purpose.ADMINISTRATION, _HER)
_ALL = shows(Part.ALL, Purpose.HER_OWN_REQUEST, _HER)
_DISCLOSURES = shows(Part.DISCLOSURES, Purpose.ADMINISTRATION, _HER)
_LINE = shows(Part.REGISTER, Purpose.RUN_THE_SESSION, _named_in_request)
_OTHERS = shows(Part.NAME, Purpose.RUN_THE_SESSION, "others[].id")
_KNOWN = shows(Part.NAME, Purpose.RUN_THE_SESSION, "known.id")
_MOTHERS = "mothers[].mother.id"
_FETCHED = shows(Part.PICK_UP, Purpose.RUN_THE_SESSION, _HER)

_ALL_PICK_UPS = _who_brings_whom(
    "pick_ups.today", "pick_ups.coming", "pick_ups.unanswered"
)

_PAGES: ShowsOf = {
    "GET /": _ALL_PICK_UPS,
    "GET /forgotten": NOBODY,
    "GET /figures": NOBODY,
    # What a browser keeps of it is a page that was shown before.
    "GET /offline": NOBODY,
    "GET /service-worker.js": NOBODY,
    "GET /groups/new": NOBODY,
    # Colleagues, and how many mothers; none of these by name.
    "GET /groups/<uuid:group_id>": NOBODY,
    "GET /staffing": NOBODY,
    "GET /groups/<uuid:group_id>/calendar": NOBODY,
    "GET /groups/<uuid:group_id>/calendar/plan": NOBODY,
    "GET /calendar/<secret>.ics": NOBODY,
    "GET /holidays": NOBODY,
    "POST /holidays/try": NOBODY,
    "GET /groups/<uuid:group_id>/export": NOBODY,
    "GET /groups/<uuid:group_id>/mothers.csv": shows(
        Part.CONTACT, Purpose.EXPORT, _MOTHERS
    )
    + shows(Part.CHILDREN, Purpose.EXPORT, _MOTHERS),
    # How many, and none of them by name.
    "GET /groups/<uuid:group_id>/sessions.csv": NOBODY,
    "GET /groups/<uuid:group_id>/attendance.csv": NOBODY,
    "GET /import": NOBODY,
    # It tells how many, and in which line of the file something is wrong.
    "GET /import/<uuid:file_id>": NOBODY,
    "GET /mothers": shows(Part.CONTACT, Purpose.ADMINISTRATION, _MOTHERS),
    "POST /mothers": shows(
        Part.CONTACT, Purpose.ADMINISTRATION, _MOTHERS, searched=_searched
    ),
    "GET /mothers/new": NOBODY,
    "POST /mothers/alike": shows(
        Part.NAME, Purpose.ADMINISTRATION, _MOTHERS, searched=_typed
    ),
    "GET /mothers/<uuid:mother_id>/profile": _PROFILE
    + shows(
        Part.NAME,
        Purpose.ADMINISTRATION,
        found_at_all("told.buddy.id", "buddies[].id"),
    ),
    "GET /duplicates": shows(
        Part.CONTACT,
        Purpose.ADMINISTRATION,
        found_at_all("pairs[].one.mother.id", "pairs[].other.mother.id"),
    ),
    "GET /mothers/<uuid:mother_id>/same": shows(
        Part.CONTACT,
        Purpose.ADMINISTRATION,
        found_at_all(
            "mother.id",
            "sides[].seen.mother.id",
            "pairs[].one.mother.id",
            "pairs[].other.mother.id",
        ),
    )
    + shows(Part.PROFILE, Purpose.ADMINISTRATION, "sides[].seen.mother.id"),
    "GET /mothers/<uuid:mother_id>": _CONTACT
    + _PROFILE
    + shows(Part.NAME, Purpose.ADMINISTRATION, "told.buddy.id")
    + _ENROLMENT
    + _DISCLOSURES
    + _who_brings_whom("pick_ups"),
    "GET /mothers/<uuid:mother_id>/personal": _ALL,
    "GET /mothers/<uuid:mother_id>/erase": shows(
        Part.NAME, Purpose.ADMINISTRATION, _HER
    ),
    # Of whom nothing is left but her id.
    "GET /erasures": NOBODY,
    "GET /retention": shows(Part.NAME, Purpose.ADMINISTRATION, "soon[].id"),
    "GET /mothers/<uuid:mother_id>/pick_up": _FETCHED
    + shows(Part.NAME, Purpose.RUN_THE_SESSION, "buddies[].id"),
    "POST /mothers/<uuid:mother_id>/own_link": shows(
        Part.OWN_LINK, Purpose.ADMINISTRATION, _HER
    ),
    # Whoever has her link sees the group's next session, and not whose link it is.
    "GET /own/<secret>": NOBODY,
    "GET /pick_ups": _ALL_PICK_UPS,
    "GET /to-decide": shows(
        Part.ENROLMENT,
        Purpose.ADMINISTRATION,
        found_at_all("reviews[].id", "pauses[].id", "without_visit[].id"),
    ),
    "GET /sessions/new": NOBODY,
    "GET /sessions/<uuid:session_id>/change": NOBODY,
    "GET /sessions/<uuid:session_id>/food": shows(
        Part.PROFILE, Purpose.RUN_THE_SESSION, "notes[].mother.id"
    ),
    "GET /sessions/<uuid:session_id>": shows(
        Part.REGISTER, Purpose.RUN_THE_SESSION, "register.lines[].mother.id"
    )
    + _OTHERS
    + _KNOWN
    + _who_brings_whom("pick_ups"),
}
_API: ShowsOf = {
    "GET /api/groups": NOBODY,
    "POST /api/groups": NOBODY,
    "POST /api/groups/<uuid:group_id>/change": NOBODY,
    "POST /api/groups/<uuid:group_id>/organisations": NOBODY,
    "POST /api/groups/<uuid:group_id>/seat": NOBODY,
    "POST /api/groups/<uuid:group_id>/calendar": NOBODY,
    "GET /api/groups/<uuid:group_id>/calendar_link": NOBODY,
    "POST /api/groups/<uuid:group_id>/calendar_link/renew": NOBODY,
    "POST /api/groups/<uuid:group_id>/calendar_link/revoke": NOBODY,
    "GET /api/holidays": NOBODY,
    "POST /api/holidays": NOBODY,
    "POST /api/holidays/<uuid:holiday_id>/change": NOBODY,
    "POST /api/holidays/<uuid:holiday_id>/remove": NOBODY,
    "POST /api/holiday_imports": NOBODY,
    "POST /api/imports": NOBODY,
    "POST /api/import_files": NOBODY,
    "GET /api/import_files/<uuid:file_id>": NOBODY,
    "POST /api/import_files/<uuid:file_id>/take_in": NOBODY,
    "GET /api/mothers": shows(Part.CONTACT, Purpose.EXPORT, "[].id"),
    "POST /api/mothers": shows(Part.CONTACT, Purpose.ADMINISTRATION, "id"),
    "GET /api/mothers/<uuid:mother_id>": _CONTACT,
    "POST /api/mothers/<uuid:mother_id>/contact": _CONTACT,
    "GET /api/mothers/<uuid:mother_id>/profile": _PROFILE
    + shows(Part.NAME, Purpose.ADMINISTRATION, "buddy_id"),
    "GET /api/duplicates": shows(
        Part.NAME, Purpose.ADMINISTRATION, found_at_all("[].one_id", "[].other_id")
    ),
    "POST /api/mothers/<uuid:mother_id>/merge": NOBODY,
    "POST /api/mothers/<uuid:mother_id>/different": NOBODY,
    "POST /api/mothers/<uuid:mother_id>/profile": _PROFILE,
    "POST /api/mothers/<uuid:mother_id>/children": _CHILDREN,
    "POST /api/mothers/<uuid:mother_id>/children/<uuid:child_id>": _CHILDREN,
    "POST /api/mothers/<uuid:mother_id>/decline": _CONTACT,
    "GET /api/mothers/<uuid:mother_id>/steps": _ENROLMENT,
    "POST /api/mothers/<uuid:mother_id>/invite": _ENROLMENT,
    "POST /api/mothers/<uuid:mother_id>/yes": _ENROLMENT,
    "POST /api/mothers/<uuid:mother_id>/first-visit": _ENROLMENT,
    "POST /api/mothers/<uuid:mother_id>/pause": _ENROLMENT,
    "POST /api/mothers/<uuid:mother_id>/resume": _ENROLMENT,
    "POST /api/mothers/<uuid:mother_id>/stay": _ENROLMENT,
    "POST /api/mothers/<uuid:mother_id>/leave": _ENROLMENT,
    "POST /api/mothers/<uuid:mother_id>/review": _ENROLMENT,
    "POST /api/mothers/<uuid:mother_id>/new-birth": _ENROLMENT,
    "POST /api/mothers/<uuid:mother_id>/new-baby": _ENROLMENT,
    "POST /api/mothers/<uuid:mother_id>/help": _ENROLMENT,
    "POST /api/mothers/<uuid:mother_id>/withdraw-help": _ENROLMENT,
    "POST /api/mothers/<uuid:mother_id>/withdraw-yes": _ENROLMENT,
    "POST /api/mothers/<uuid:mother_id>/group": _ENROLMENT,
    "POST /api/mothers/<uuid:mother_id>/undo": _ENROLMENT,
    "GET /api/mothers/<uuid:mother_id>/disclosures": _DISCLOSURES,
    "GET /api/mothers/<uuid:mother_id>/personal": _ALL,
    "POST /api/mothers/<uuid:mother_id>/erase": NOBODY,
    "GET /api/erasures": NOBODY,
    "GET /api/pick_ups": shows(
        Part.PICK_UP,
        Purpose.RUN_THE_SESSION,
        found_at_all("[].mother_id", "[].buddy_id"),
    ),
    "POST /api/mothers/<uuid:mother_id>/pick_ups": _FETCHED,
    "POST /api/mothers/<uuid:mother_id>/pick_ups/move": _FETCHED,
    "POST /api/mothers/<uuid:mother_id>/pick_ups/cancel": _FETCHED,
    "POST /api/mothers/<uuid:mother_id>/pick_ups/done": _FETCHED,
    "POST /api/mothers/<uuid:mother_id>/pick_ups/take_back": _FETCHED,
    "POST /api/disclosures": shows(
        Part.CONTACT, Purpose.ADMINISTRATION, _told_to_a_person
    ),
    "GET /api/sessions": NOBODY,
    "POST /api/sessions": NOBODY,
    "GET /api/sessions/<uuid:session_id>": shows(
        Part.REGISTER, Purpose.RUN_THE_SESSION, "lines[].mother_id"
    ),
    "POST /api/sessions/<uuid:session_id>/marks": _LINE,
    "POST /api/sessions/<uuid:session_id>/walk-ins": shows(
        Part.REGISTER, Purpose.RUN_THE_SESSION, "line.mother_id"
    ),
    "POST /api/sessions/<uuid:session_id>/unmark": _LINE,
    "POST /api/sessions/<uuid:session_id>/cancellations": _LINE,
    "POST /api/sessions/<uuid:session_id>/corrections": _LINE,
    "POST /api/sessions/<uuid:session_id>/close": NOBODY,
    "POST /api/sessions/<uuid:session_id>/reopen": NOBODY,
    "POST /api/sessions/<uuid:session_id>/cancel": NOBODY,
    "POST /api/sessions/<uuid:session_id>/reinstate": NOBODY,
    "POST /api/sessions/<uuid:session_id>/change": NOBODY,
}

SHOWS: ShowsOf = {**_PAGES, **_API}
