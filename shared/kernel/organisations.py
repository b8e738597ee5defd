"""
Who acts: the three equal owners, daycare intake, a mother, or the system itself.
"""

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
    MOTHER = "mother"
    SYSTEM = "system"
