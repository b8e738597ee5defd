"""
Who may use which route of outreach: it is the housing team's, but for team talks.
"""

from services.outreach.domain.team_talk import TEAM
from services.outreach.entrypoints.shown import SHOWS
from shared.kernel.organisations import Organisation, Role
from shared.web.access import access_of_service, everybody, people, with_token

COORDINATOR = frozenset({Role.COORDINATOR})

_PERSON = people(COORDINATOR)
_ADMINISTRATOR = people({Role.ADMINISTRATOR})
_SET_UP = people(COORDINATOR | {Role.ADMINISTRATOR})
# A team talk is held by all three; of a mother it shows what they decide about.
_TEAM = people(TEAM, is_narrowed=True)
_READS = with_token(COORDINATOR, scope="outreach:read")
_WRITES = with_token(COORDINATOR, scope="outreach:write")

_SLIP = "/follow_ups/<uuid:follow_up_id>/attempts/<uuid:attempt_id>/take_back"

ACCESS = access_of_service(
    "outreach",
    owners={Organisation.HOUSING_TEAM},
    rules={
        "GET /": _PERSON,
        "GET /live": _TEAM,
        "GET /figures": people({Role.LEADER}),
        "GET /done": _PERSON,
        "GET /webhooks": _ADMINISTRATOR,
        "POST /webhooks": _ADMINISTRATOR,
        "POST /webhooks/<uuid:endpoint_id>/turn_off": _ADMINISTRATOR,
        "POST /away": _PERSON,
        "POST /away/back": _PERSON,
        "POST /away/take": _PERSON,
        "POST /away/<uuid:user_id>/give_back": _PERSON,
        "POST /task_feed": _PERSON,
        "POST /task_feed/revoke": _PERSON,
        # Whoever has the address: no name stands in what it opens.
        "GET /tasks/<secret>.ics": everybody(),
        "GET /mothers/<uuid:mother_id>": _PERSON,
        "GET /mothers/<uuid:mother_id>/personal": _PERSON,
        "POST /follow_ups/<uuid:follow_up_id>/attempts": _PERSON,
        "POST /follow_ups/<uuid:follow_up_id>/complete": _PERSON,
        f"POST {_SLIP}": _PERSON,
        "POST /mothers/<uuid:mother_id>/put_off": _PERSON,
        "POST /mothers/<uuid:mother_id>/agreement": _PERSON,
        "POST /mothers/<uuid:mother_id>/no_thanks/take_back": _PERSON,
        "POST /mothers/<uuid:mother_id>/care/take_back": _PERSON,
        "POST /mothers/<uuid:mother_id>/asked": _PERSON,
        "GET /mothers/<uuid:mother_id>/ladder": _PERSON,
        "POST /mothers/<uuid:mother_id>/ladder": _PERSON,
        "GET /groups/<uuid:group_id>/ladder": _SET_UP,
        "POST /groups/<uuid:group_id>/ladder": _SET_UP,
        "GET /talks": _TEAM,
        "GET /talks/waiting": _TEAM,
        "POST /talks/<uuid:talk_id>/votes": _TEAM,
        "POST /talks/<uuid:talk_id>/asked": people({Role.HEALTH_VISITOR}),
        "GET /api/tasks": _READS,
        "GET /api/follow_ups": _READS,
        "GET /api/follow_ups/<uuid:follow_up_id>": _READS,
        "POST /api/follow_ups/<uuid:follow_up_id>/attempts": _WRITES,
        "POST /api/follow_ups/<uuid:follow_up_id>/complete": _WRITES,
        f"POST /api{_SLIP}": _WRITES,
        "POST /api/mothers/<uuid:mother_id>/put_off": _WRITES,
        "GET /api/mothers/<uuid:mother_id>": _READS,
        "GET /api/mothers/<uuid:mother_id>/personal": _READS,
        "POST /api/mothers/<uuid:mother_id>/agreement": _WRITES,
        "POST /api/mothers/<uuid:mother_id>/asked": _WRITES,
        "POST /api/mothers/<uuid:mother_id>/no_thanks/take_back": _WRITES,
        "POST /api/mothers/<uuid:mother_id>/care/take_back": _WRITES,
    },
    shows=SHOWS,
)
