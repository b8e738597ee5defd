"""
Who is asking. Until people sign in, they say themselves in which role they act.
"""

from werkzeug.wrappers import Request

from shared.kernel.organisations import Organisation, Role
from shared.kernel.refusal import Invalid

HEADER = "Acting-Role"
COOKIE = "acting_role"

ORGANISATION_OF: dict[Role, Organisation] = {
    Role.COORDINATOR: Organisation.HOUSING_TEAM,
    Role.PAEDAGOG: Organisation.DAYCARE,
    Role.HEALTH_VISITOR: Organisation.HEALTH_VISITORS,
    Role.HEALTH_VISITORS_LEADER: Organisation.HEALTH_VISITORS,
    Role.DAYCARE_INTAKE: Organisation.DAYCARE_INTAKE,
    Role.LEADER: Organisation.HOUSING_TEAM,
    Role.MOTHER: Organisation.MOTHER,
    Role.SYSTEM: Organisation.SYSTEM,
}
CHOICES = (
    Role.COORDINATOR,
    Role.PAEDAGOG,
    Role.HEALTH_VISITOR,
    Role.HEALTH_VISITORS_LEADER,
    Role.DAYCARE_INTAKE,
    Role.LEADER,
)


def acting_role(request: Request) -> Role:
    """
    Return the role from the header or, on pages, the cookie; else the coordinator.

    Raises Invalid for a role that there is not.
    """
    told = request.headers.get(HEADER) or request.cookies.get(COOKIE)
    if told is None:
        return Role.COORDINATOR
    if told not in set(CHOICES):
        raise Invalid({HEADER: [f"Use one of: {', '.join(CHOICES)}."]})
    return Role(told)
