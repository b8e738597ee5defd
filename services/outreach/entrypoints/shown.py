"""
Whom each route of outreach shows: always to follow up.

A form's POST leads on to a page and shows nobody, so it does not stand here.
"""

from shared.looks.look import Part, Purpose
from shared.web.shows import NOBODY, ShowsOf, in_address, shows

_FOLLOW_UP = Purpose.FOLLOW_UP
_HER = in_address("mother_id")
_ALL = shows(Part.ALL, Purpose.HER_OWN_REQUEST, _HER)
_WHOLE = shows(Part.FOLLOW_UPS, _FOLLOW_UP, _HER) + shows(
    Part.AGREEMENT, _FOLLOW_UP, _HER
)
_ONE = shows(Part.FOLLOW_UPS, _FOLLOW_UP, "mother_id")

SHOWS: ShowsOf = {
    "GET /figures": NOBODY,
    "GET /webhooks": NOBODY,
    "POST /webhooks": NOBODY,
    "POST /task_feed": NOBODY,
    "GET /tasks/<secret>.ics": NOBODY,
    "GET /": shows(Part.FOLLOW_UPS, _FOLLOW_UP, "mothers[].id")
    + shows(Part.FOLLOW_UPS, _FOLLOW_UP, "put_off[].id")
    + shows(Part.FOLLOW_UPS, _FOLLOW_UP, "left_to_come[].id"),
    "GET /done": shows(Part.FOLLOW_UPS, _FOLLOW_UP, "closed[].id"),
    "GET /mothers/<uuid:mother_id>": _WHOLE,
    "GET /mothers/<uuid:mother_id>/ladder": shows(Part.AGREEMENT, _FOLLOW_UP, _HER),
    "GET /groups/<uuid:group_id>/ladder": NOBODY,
    "GET /talks": shows(Part.FOLLOW_UPS, _FOLLOW_UP, "talks[].mother_id")
    + shows(Part.FOLLOW_UPS, _FOLLOW_UP, "to_ask[].mother_id"),
    "GET /talks/waiting": NOBODY,
    "GET /mothers/<uuid:mother_id>/personal": _ALL,
    "GET /api/tasks": shows(Part.FOLLOW_UPS, _FOLLOW_UP, "[].mother_id"),
    "GET /api/follow_ups": shows(Part.FOLLOW_UPS, _FOLLOW_UP, "[].mother_id"),
    "GET /api/follow_ups/<uuid:follow_up_id>": _ONE,
    "POST /api/follow_ups/<uuid:follow_up_id>/attempts": _ONE,
    "POST /api/follow_ups/<uuid:follow_up_id>/complete": _ONE,
    "POST /api/follow_ups/<uuid:follow_up_id>/attempts/<uuid:attempt_id>/take_back": (
        _ONE
    ),
    "POST /api/mothers/<uuid:mother_id>/put_off": _WHOLE,
    "GET /api/mothers/<uuid:mother_id>": _WHOLE,
    "GET /api/mothers/<uuid:mother_id>/personal": _ALL,
    "POST /api/mothers/<uuid:mother_id>/agreement": _WHOLE,
    "POST /api/mothers/<uuid:mother_id>/asked": _WHOLE,
    "POST /api/mothers/<uuid:mother_id>/no_thanks/take_back": _WHOLE,
    "POST /api/mothers/<uuid:mother_id>/care/take_back": _WHOLE,
}
