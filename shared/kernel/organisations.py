"""
Who acts: the three equal owners, daycare intake, a mother, or the system itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from shared.kernel.ids import id_of_cause


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


THE_FIRST = UUID(int=0)
"""Said instead of an organisation's id: the first of its kind is meant."""


def first_of(kind: Organisation) -> UUID:
    """
    Return the organisation of this kind that every installation has from the start.

    Each service knows its id without asking: what was there before there could be
    several is its own.
    """
    return id_of_cause("organisation", kind)


@dataclass(frozen=True, kw_only=True)
class Within:
    """
    The one organisation of several of its kind, beyond which somebody sees nothing.
    """

    kind: Organisation
    organisation_id: UUID


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
