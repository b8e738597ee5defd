"""
The secret link by which whoever has it subscribes to a group's calendar.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(kw_only=True)
class CalendarLink:
    """
    A group's link; without a secret it was taken back, and opens nothing.

    The secret is kept as it is, because it is shown to each new mother. What it opens
    is times and places, and nobody's name.
    """

    group_id: UUID
    secret: str | None = field(default=None, repr=False)
    changed_at: datetime
