"""
Who may use which route of referrals: who sends, who visits, who gives places.

What is narrowed here is narrowed by the domain, thing by thing: a referral is seen by
the organisation that wrote it and by the health visitors it was sent to; a hand-off by
who hears wishes, and by intake once the mother has applied; what is sealed by its
author and her own leader.
"""

from services.referrals.domain.hand_off import (
    GIVES_PLACES,
    HEARS_THE_WISH,
    HELPS_THE_MOTHER,
    SEES_THE_START,
)
from services.referrals.domain.referral_record import RECIPIENTS, SENDERS, VISITORS
from services.referrals.domain.sealed_sight import AUTHORS, LEADER_OF
from services.referrals.entrypoints.shown import SHOWS
from shared.kernel.organisations import Organisation, Role
from shared.web.access import (
    Rule,
    access_of_service,
    looks_open_to,
    people,
    with_token,
)

_SEE_REFERRALS = SENDERS | RECIPIENTS
_SEE_HAND_OFFS = HEARS_THE_WISH | GIVES_PLACES
_READ = "referrals:read"
_WRITE = "referrals:write"
_FEED = "referrals:feed"


def _step(roles: frozenset[Role]) -> Rule:
    return with_token(roles, scope=_WRITE, is_narrowed=True)


def _feed(readers: frozenset[Role], *, of: Organisation) -> Rule:
    """
    Let in a partner's people and machine alone: a feed tells concerns and languages.
    """
    return with_token(readers | {Role.MACHINE}, scope=_FEED, organisations={of})


# For people alone: no machine acts in the sealed lane. Who leads an organisation whose
# people have a nearer leader is not let in.
_SEALED = Rule(
    roles=AUTHORS | frozenset(LEADER_OF.values()),
    organisations=frozenset(
        one for one, leader in LEADER_OF.items() if leader is Role.LEADER
    ),
    is_narrowed=True,
)

_PAGES: dict[str, Rule] = {
    "GET /": people(_SEE_REFERRALS | _SEE_HAND_OFFS, is_narrowed=True),
    "GET /live": people(_SEE_REFERRALS | _SEE_HAND_OFFS),
    "GET /figures": people({Role.LEADER}),
    "GET /new": people(SENDERS),
    "POST /new": people(SENDERS),
    "GET /<uuid:referral_id>": people(_SEE_REFERRALS, is_narrowed=True),
    "POST /<uuid:referral_id>/<step>": people(_SEE_REFERRALS, is_narrowed=True),
    "GET /sealed": _SEALED,
    "POST /sealed": people(AUTHORS),
    "GET /sealed/<uuid:case_id>": _SEALED,
    "POST /sealed/<uuid:case_id>/<step>": _SEALED,
    "GET /mothers/<uuid:mother_id>/personal": people(
        _SEE_REFERRALS | _SEE_HAND_OFFS, is_narrowed=True
    ),
    "GET /hand_offs/new": people(HEARS_THE_WISH),
    "POST /hand_offs/new": people(HEARS_THE_WISH),
    "GET /hand_offs/<uuid:hand_off_id>": people(_SEE_HAND_OFFS, is_narrowed=True),
    "POST /hand_offs/<uuid:hand_off_id>/<step>": people(
        _SEE_HAND_OFFS, is_narrowed=True
    ),
}
_REFERRALS: dict[str, Rule] = {
    "GET /api/referrals": with_token(_SEE_REFERRALS, scope=_READ, is_narrowed=True),
    "POST /api/referrals": _step(SENDERS),
    "GET /api/referrals/<uuid:referral_id>": with_token(
        _SEE_REFERRALS, scope=_READ, is_narrowed=True
    ),
    "POST /api/referrals/<uuid:referral_id>/record_consent": _step(SENDERS),
    "POST /api/referrals/<uuid:referral_id>/submit": _step(SENDERS),
    "POST /api/referrals/<uuid:referral_id>/discard": _step(SENDERS),
    "POST /api/referrals/<uuid:referral_id>/accept": _step(RECIPIENTS),
    "POST /api/referrals/<uuid:referral_id>/decline": _step(RECIPIENTS),
    "POST /api/referrals/<uuid:referral_id>/schedule": _step(VISITORS),
    "POST /api/referrals/<uuid:referral_id>/reschedule": _step(VISITORS),
    "POST /api/referrals/<uuid:referral_id>/request_interpreter": _step(VISITORS),
    "POST /api/referrals/<uuid:referral_id>/book_interpreter": _step(VISITORS),
    "POST /api/referrals/<uuid:referral_id>/report_no_interpreter": _step(VISITORS),
    "POST /api/referrals/<uuid:referral_id>/complete": _step(VISITORS),
}
_HAND_OFFS: dict[str, Rule] = {
    "GET /api/hand_offs": with_token(_SEE_HAND_OFFS, scope=_READ, is_narrowed=True),
    "POST /api/hand_offs": _step(HEARS_THE_WISH),
    "GET /api/mothers/<uuid:mother_id>/personal": with_token(
        _SEE_REFERRALS | _SEE_HAND_OFFS, scope=_READ, is_narrowed=True
    ),
    "GET /api/hand_offs/<uuid:hand_off_id>": with_token(
        _SEE_HAND_OFFS, scope=_READ, is_narrowed=True
    ),
    "POST /api/hand_offs/<uuid:hand_off_id>/record_consent": _step(HEARS_THE_WISH),
    "POST /api/hand_offs/<uuid:hand_off_id>/apply": _step(HELPS_THE_MOTHER),
    "POST /api/hand_offs/<uuid:hand_off_id>/offer": _step(GIVES_PLACES),
    "POST /api/hand_offs/<uuid:hand_off_id>/accept": _step(HELPS_THE_MOTHER),
    "POST /api/hand_offs/<uuid:hand_off_id>/decline": _step(HELPS_THE_MOTHER),
    "POST /api/hand_offs/<uuid:hand_off_id>/start": _step(SEES_THE_START),
}
_FEEDS: dict[str, Rule] = {
    "GET /api/feeds/health-visitors": _feed(
        RECIPIENTS, of=Organisation.HEALTH_VISITORS
    ),
    "GET /api/feeds/daycare-intake": _feed(
        GIVES_PLACES, of=Organisation.DAYCARE_INTAKE
    ),
}

ACCESS = access_of_service(
    "referrals",
    owners={
        Organisation.DAYCARE,
        Organisation.HOUSING_TEAM,
        Organisation.HEALTH_VISITORS,
        Organisation.DAYCARE_INTAKE,
    },
    rules={
        **_PAGES,
        **_REFERRALS,
        **_HAND_OFFS,
        **_FEEDS,
        # Each samples what her own people have looked at: that there is a referral is
        # not for every owner to know.
        **looks_open_to({Role.LEADER, Role.HEALTH_VISITORS_LEADER}, is_narrowed=True),
    },
    shows=SHOWS,
)
