"""
From whom a group's mothers hear, and who stands in for her.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class GroupContact:
    """
    What the roster has told last, by the ids of the door; it may be nobody.

    ``deputy_id`` stands in from ``deputy_from`` up to and with ``deputy_until``.
    """

    group_id: UUID
    user_id: UUID | None
    deputy_id: UUID | None = None
    deputy_from: date | None = None
    deputy_until: date | None = None

    def has_deputy_on(self, day: date) -> bool:
        if self.deputy_from is None or self.deputy_until is None:
            return False
        return self.deputy_from <= day <= self.deputy_until

    def on(self, day: date) -> UUID | None:
        """
        Return who follows the group's mothers up that day.
        """
        return self.deputy_id if self.has_deputy_on(day) else self.user_id
