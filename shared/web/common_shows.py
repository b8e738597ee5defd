"""
Whom the routes show that every service has.
"""

from shared.looks.look import Part, Purpose
from shared.web.shows import (
    NOBODY,
    Seen,
    ShowsOf,
    in_address,
    shows,
    what_was_asked,
)

FILTERS = ("person", "user", "day", "sample")
"""By these the log of looks is searched."""

_HER_REQUEST = shows(Part.LOOKS, Purpose.HER_OWN_REQUEST, in_address("mother_id"))


def _searched(seen: Seen) -> str | None:
    return what_was_asked(seen.asked, *FILTERS)


def _persons(seen: Seen) -> list[object]:
    persons = [link.look.person_id for link in seen.answer["links"]]
    return [one for one in persons if one is not None]


_OF_HER = {
    "GET /looks/of/<uuid:mother_id>": _HER_REQUEST,
    "GET /api/looks/of/<uuid:mother_id>": _HER_REQUEST,
}
LOOKS_ROUTES = ("GET /looks", *_OF_HER)

COMMON_SHOWS: ShowsOf = {
    "GET /health": NOBODY,
    "GET /static/<name>": NOBODY,
    "GET /was": NOBODY,
    "GET /privacy": NOBODY,
    # It says that there is something new, and not about whom.
    "GET /live": NOBODY,
    "GET /openapi.json": NOBODY,
    "GET /access": NOBODY,
    "GET /events": NOBODY,
    "GET /looks": shows(Part.LOOKS, Purpose.OVERSIGHT, _persons, searched=_searched),
    **_OF_HER,
}
