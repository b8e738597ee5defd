"""
Who follows a group's mothers up: one coordinator, and at times another in her place.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class GroupCoordinator:
    """
    The newest that the roster has told of a group, by the ids of its users.

    From ``from_day`` on it is ``user_id``; before that, and after ``until`` if it is
    for a time only, it is ``before_id``. Nobody is told by None.
    """

    group_id: UUID
    user_id: UUID | None
    before_id: UUID | None
    from_day: date
    until: date | None = None

    def on(self, day: date) -> UUID | None:
        is_over = self.until is not None and day > self.until
        return self.before_id if day < self.from_day or is_over else self.user_id
