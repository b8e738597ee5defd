"""
Whether a mother is in the group now, as the roster tells it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Place(StrEnum):
    """
    Where she is, as far as following up goes.
    """

    IN_GROUP = "in_group"
    PAUSED = "paused"
    LEFT = "left"


@dataclass(frozen=True, kw_only=True)
class Enrolment:
    """
    Her place, and since when; the newest that the roster has told.

    ``since`` is None for one who has always been in the group.
    """

    place: Place = Place.IN_GROUP
    since: datetime | None = None

    def allows_follow_up(self, *, session_started_at: datetime) -> bool:
        """
        Return whether a miss of this session may be followed up.

        Nobody who pauses or has left is followed up. Coming back opens nothing of what
        was before, whether or not we have heard of the time in between.
        """
        is_since = self.since is None or session_started_at > self.since
        return self.place is Place.IN_GROUP and is_since
