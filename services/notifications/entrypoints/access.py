"""
Who may use which route of notifications: the housing team, which writes to mothers.
"""

from services.notifications.entrypoints.shown import SHOWS
from shared.kernel.organisations import Organisation, Role
from shared.web.access import access_of_service, people, with_token

COORDINATOR = frozenset({Role.COORDINATOR})

_READS = with_token(COORDINATOR, scope="notifications:read")

ACCESS = access_of_service(
    "notifications",
    owners={Organisation.HOUSING_TEAM},
    rules={
        "GET /": people(COORDINATOR),
        "GET /live": people(COORDINATOR),
        "GET /mothers/<uuid:mother_id>/personal": people(COORDINATOR),
        "GET /api/messages": _READS,
        "GET /api/messages/<uuid:message_id>": _READS,
        "GET /api/outgoing": _READS,
        "GET /api/mothers/<uuid:mother_id>/personal": _READS,
    },
    shows=SHOWS,
)
