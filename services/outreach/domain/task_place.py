"""
Where a task stands in the order in which other systems read the tasks.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID


class TaskPlace(NamedTuple):
    """
    Since when it waits, or when it has ended, and its key; with them whose it is.

    The key of a missed session is its follow-up's id. A mother has one review at a
    time, so her own id is the key of that.
    """

    at: datetime
    key: UUID
    mother_id: UUID

    @property
    def is_review(self) -> bool:
        return self.key == self.mother_id
