"""
Whether a mother is in the group, as the roster tells it.
"""

from dataclasses import dataclass
from uuid import UUID


@dataclass(kw_only=True)
class Enrolment:
    """
    Her newest place; whoever pauses or has left is not told of the group's sessions.

    A home visit and a daycare place are not the group's: of these she is told.
    """

    mother_id: UUID
    is_in_group: bool
