"""
Who acts: the three equal owners, daycare intake, a mother, or the system itself.
"""

from collections.abc import Mapping
from enum import StrEnum


class Organisation(StrEnum):
    """
    The organisation that a person acts for.
    """

    DAYCARE = "daycare"
    HEALTH_VISITORS = "health_visitors"
    HOUSING_TEAM = "housing_team"
    DAYCARE_INTAKE = "daycare_intake"
    MOTHER = "mother"
    SYSTEM = "system"


class Role(StrEnum):
    """
    What a person is at work.
    """

    COORDINATOR = "coordinator"
    PAEDAGOG = "paedagog"
    HEALTH_VISITOR = "health_visitor"
    HEALTH_VISITORS_LEADER = "health_visitors_leader"
    DAYCARE_INTAKE = "daycare_intake"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"
    MACHINE = "machine"
    MOTHER = "mother"
    SYSTEM = "system"


PARTNERS = frozenset(
    {
        Organisation.DAYCARE,
        Organisation.HEALTH_VISITORS,
        Organisation.HOUSING_TEAM,
        Organisation.DAYCARE_INTAKE,
    }
)

# A role alone says nothing: whoever has it acts for one of these, or for nobody.
ORGANISATIONS_OF: Mapping[Role, frozenset[Organisation]] = {
    Role.COORDINATOR: frozenset({Organisation.HOUSING_TEAM}),
    Role.PAEDAGOG: frozenset({Organisation.DAYCARE}),
    Role.HEALTH_VISITOR: frozenset({Organisation.HEALTH_VISITORS}),
    Role.HEALTH_VISITORS_LEADER: frozenset({Organisation.HEALTH_VISITORS}),
    Role.DAYCARE_INTAKE: frozenset({Organisation.DAYCARE_INTAKE}),
    Role.LEADER: PARTNERS,
    Role.ADMINISTRATOR: PARTNERS,
    Role.MACHINE: PARTNERS | {Organisation.SYSTEM},
    Role.MOTHER: frozenset({Organisation.MOTHER}),
    Role.SYSTEM: frozenset({Organisation.SYSTEM}),
}

# Who can be given a way in as a person.
PEOPLE = (
    Role.COORDINATOR,
    Role.PAEDAGOG,
    Role.HEALTH_VISITOR,
    Role.HEALTH_VISITORS_LEADER,
    Role.DAYCARE_INTAKE,
    Role.LEADER,
    Role.ADMINISTRATOR,
)
