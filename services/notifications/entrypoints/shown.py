"""
Whom each route of notifications shows: to whom what was written.
"""

from shared.looks.look import Part, Purpose
from shared.web.shows import (
    Seen,
    ShowsOf,
    found_at_all,
    in_address,
    shows,
    what_was_asked,
)

_LISTS = ("waiting", "to_look_at", "sent", "held_back", "withdrawn")
_ON_PAGE = found_at_all(*(f"messages.{name}[].mother_id" for name in _LISTS))
_ALL = shows(Part.ALL, Purpose.HER_OWN_REQUEST, in_address("mother_id"))


def _searched(seen: Seen) -> str | None:
    return what_was_asked(seen.asked, "mother_id", "state")


SHOWS: ShowsOf = {
    "GET /mothers/<uuid:mother_id>/personal": _ALL,
    "GET /": shows(Part.MESSAGE, Purpose.WRITE_TO_HER, _ON_PAGE),
    "GET /api/mothers/<uuid:mother_id>/personal": _ALL,
    "GET /api/messages": shows(
        Part.MESSAGE, Purpose.WRITE_TO_HER, "[].mother_id", searched=_searched
    ),
    "GET /api/messages/<uuid:message_id>": shows(
        Part.MESSAGE, Purpose.WRITE_TO_HER, "mother_id"
    ),
    "GET /api/outgoing": shows(Part.MESSAGE, Purpose.WRITE_TO_HER, "[].mother_id"),
}
