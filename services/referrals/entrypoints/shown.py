"""
Whom each route of referrals shows, and what for.

A form's POST leads on to a page and shows nobody, so it does not stand here. A contact
card that a page shows is a look here, and in the roster a disclosure.
"""

from shared.looks.look import Part, Purpose
from shared.web.shows import (
    NOBODY,
    Seen,
    Shows,
    ShowsOf,
    Whom,
    found_at_all,
    in_address,
    shows,
)

_REFERRAL = "/api/referrals/<uuid:referral_id>"
_HAND_OFF = "/api/hand_offs/<uuid:hand_off_id>"
_REFERRAL_STEPS = (
    "record_consent", "submit", "discard", "accept", "decline", "schedule",
    "reschedule", "request_interpreter", "book_interpreter", "report_no_interpreter",
    "complete",
)  # fmt: skip
_HAND_OFF_STEPS = ("record_consent", "apply", "offer", "accept", "decline", "start")


def _referral(whom: str | Whom) -> tuple[Shows, ...]:
    return shows(Part.REFERRAL, Purpose.HOME_VISIT, whom)


def _hand_off(whom: str | Whom) -> tuple[Shows, ...]:
    return shows(Part.HAND_OFF, Purpose.DAYCARE_PLACE, whom)


def _whose_card(thing: str) -> Whom:
    """
    Find her whose card is on the page: the roster may not have been there to ask.
    """

    def whom(seen: Seen) -> list[object]:
        shown = seen.answer["card"] is not None
        return [seen.answer[thing].mother_id] if shown else []

    return whom


_ALL = shows(Part.ALL, Purpose.HER_OWN_REQUEST, in_address("mother_id"))
_CHILDREN = "children[].mother_id"
_PAGES: ShowsOf = {
    "GET /mothers/<uuid:mother_id>/personal": _ALL,
    "GET /figures": NOBODY,
    # Neither name nor id of a person. Who looked stands in a chain of each case: in
    # this log it would tell every leader that there is one (decision 0035).
    "GET /sealed": NOBODY,
    "GET /sealed/<uuid:case_id>": NOBODY,
    "GET /": _referral("referrals[].lines[].mother_id")
    + _hand_off(
        found_at_all("offers[].lines[].mother_id", "hand_offs[].lines[].mother_id")
    ),
    "GET /new": shows(Part.CHILDREN, Purpose.HOME_VISIT, _CHILDREN),
    "GET /<uuid:referral_id>": _referral("referral.mother_id")
    + shows(Part.CONTACT, Purpose.HOME_VISIT, _whose_card("referral")),
    "GET /hand_offs/new": shows(Part.CHILDREN, Purpose.DAYCARE_PLACE, _CHILDREN),
    "GET /hand_offs/<uuid:hand_off_id>": _hand_off("hand_off.mother_id")
    + shows(Part.CONTACT, Purpose.DAYCARE_PLACE, _whose_card("hand_off")),
}
_ONE_REFERRAL = _referral("mother_id")
_ONE_HAND_OFF = _hand_off("mother_id")

_API: ShowsOf = {
    "GET /api/referrals": _referral("[].mother_id"),
    "POST /api/referrals": _ONE_REFERRAL,
    f"GET {_REFERRAL}": _ONE_REFERRAL,
    **{f"POST {_REFERRAL}/{step}": _ONE_REFERRAL for step in _REFERRAL_STEPS},
    "GET /api/mothers/<uuid:mother_id>/personal": _ALL,
    "GET /api/hand_offs": _hand_off("[].mother_id"),
    "POST /api/hand_offs": _ONE_HAND_OFF,
    f"GET {_HAND_OFF}": _ONE_HAND_OFF,
    **{f"POST {_HAND_OFF}/{step}": _ONE_HAND_OFF for step in _HAND_OFF_STEPS},
    # A partner's event names a referral or a hand-off by its number, and no person.
    "GET /api/feeds/health-visitors": NOBODY,
    "GET /api/feeds/daycare-intake": NOBODY,
}

SHOWS: ShowsOf = {**_PAGES, **_API}
