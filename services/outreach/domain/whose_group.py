"""
Which organisations run a group.
"""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class WhoseGroup:
    """
    Told when the group is begun; a group does not change hands.
    """

    group_id: UUID
    daycare_id: UUID
    health_visitors_id: UUID
    housing_team_id: UUID
    daycare_intake_id: UUID
