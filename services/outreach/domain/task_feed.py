"""
The secret link by which one person reads the open tasks in her calendar.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class TaskFeed:
    """
    One for each person who works here; only the digest of its secret is kept.
    """

    id: UUID
    digest: str
    made_at: datetime
