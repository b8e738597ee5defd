"""
Whom each route of the roster shows, and what for.

A form's POST leads on to a page and shows nobody, so it does not stand here.
"""

from shared.kernel.organisations import Role
from shared.looks.look import Part, Purpose
from shared.web.shows import NOBODY, Seen, ShowsOf, found_at_all, in_address, shows


def _searched(seen: Seen) -> str:
    return str(seen.asked.get("name", ""))


def _told_to_a_person(seen: Seen) -> list[object]:
    """
    Leave out another service, which asks for a person.

    That is a disclosure; what the person sees is written down where she sees it.
    """
    return [] if seen.who.role is Role.MACHINE else [seen.asked["mother_id"]]


def _named_in_request(seen: Seen) -> list[object]:
    return [seen.asked["mother_id"]]


_HER = in_address("mother_id")
_CONTACT = shows(Part.CONTACT, Purpose.ADMINISTRATION, _HER)
_ENROLMENT = shows(Part.ENROLMENT, Purpose.ADMINISTRATION, _HER)
_DISCLOSURES = shows(Part.DISCLOSURES, Purpose.ADMINISTRATION, _HER)
_LINE = shows(Part.REGISTER, Purpose.RUN_THE_SESSION, _named_in_request)
_OTHERS = shows(Part.NAME, Purpose.RUN_THE_SESSION, "others[].id")
_MOTHERS = "mothers[].mother.id"

_PAGES: ShowsOf = {
    "GET /": NOBODY,
    "GET /figures": NOBODY,
    # What a browser keeps of it is a page that was shown before.
    "GET /offline": NOBODY,
    "GET /service-worker.js": NOBODY,
    "GET /groups/new": NOBODY,
    "GET /import": NOBODY,
    # It tells how many, and in which line of the file something is wrong.
    "GET /import/<uuid:file_id>": NOBODY,
    "GET /mothers": shows(Part.CONTACT, Purpose.ADMINISTRATION, _MOTHERS),
    "POST /mothers": shows(
        Part.CONTACT, Purpose.ADMINISTRATION, _MOTHERS, searched=_searched
    ),
    "GET /mothers/new": NOBODY,
    "GET /mothers/<uuid:mother_id>": _CONTACT + _ENROLMENT + _DISCLOSURES,
    "GET /to-decide": shows(
        Part.ENROLMENT,
        Purpose.ADMINISTRATION,
        found_at_all("reviews[].id", "pauses[].id", "without_visit[].id"),
    ),
    "GET /sessions/new": NOBODY,
    "GET /sessions/<uuid:session_id>": shows(
        Part.REGISTER, Purpose.RUN_THE_SESSION, "register.lines[].mother.id"
    )
    + _OTHERS,
}
_API: ShowsOf = {
    "GET /api/groups": NOBODY,
    "POST /api/groups": NOBODY,
    "POST /api/imports": NOBODY,
    "GET /api/mothers": shows(Part.CONTACT, Purpose.EXPORT, "[].id"),
    "POST /api/mothers": shows(Part.CONTACT, Purpose.ADMINISTRATION, "id"),
    "GET /api/mothers/<uuid:mother_id>": _CONTACT,
    "POST /api/mothers/<uuid:mother_id>/contact": _CONTACT,
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
    "POST /api/mothers/<uuid:mother_id>/undo": _ENROLMENT,
    "GET /api/mothers/<uuid:mother_id>/disclosures": _DISCLOSURES,
    "POST /api/disclosures": shows(
        Part.CONTACT, Purpose.ADMINISTRATION, _told_to_a_person
    ),
    "GET /api/sessions": NOBODY,
    "POST /api/sessions": NOBODY,
    "GET /api/sessions/<uuid:session_id>": shows(
        Part.REGISTER, Purpose.RUN_THE_SESSION, "lines[].mother_id"
    ),
    "POST /api/sessions/<uuid:session_id>/marks": _LINE,
    "POST /api/sessions/<uuid:session_id>/unmark": _LINE,
    "POST /api/sessions/<uuid:session_id>/cancellations": _LINE,
    "POST /api/sessions/<uuid:session_id>/corrections": _LINE,
    "POST /api/sessions/<uuid:session_id>/close": NOBODY,
    "POST /api/sessions/<uuid:session_id>/cancel": NOBODY,
}

SHOWS: ShowsOf = {**_PAGES, **_API}
