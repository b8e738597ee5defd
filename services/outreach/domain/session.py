"""
What is known here about a session: when it was, and whether it was held at all.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

GRACE = timedelta(hours=2)


@dataclass(kw_only=True)
class Session:
    """
    A session that is planned, that somebody missed, or that was cancelled.

    ``ended_at`` is not known of one that we have only heard of as cancelled, and
    ``group_id`` is known of one only that was planned or missed. One that a holiday
    falls on is skipped; it may be held after all.
    """

    id: UUID
    started_at: datetime
    ended_at: datetime | None = None
    is_cancelled: bool = False
    group_id: UUID | None = None
    is_skipped: bool = False

    @property
    def is_held(self) -> bool:
        return not (self.is_cancelled or self.is_skipped)

    @property
    def contact_from(self) -> datetime:
        """
        Return from when a message may leave: many cancel just after they have missed.
        """
        return (self.ended_at or self.started_at) + GRACE
