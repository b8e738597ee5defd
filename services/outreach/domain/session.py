"""
What is known here about a session: when it was, and whether it was held at all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from shared.kernel.contact_hours import first_contact_from, may_contact_at

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

    @property
    def is_texted_about_at_once(self) -> bool:
        """
        Return whether the neutral text about it leaves the same afternoon.

        In a holiday too: one that is held then is its own business.
        """
        return may_contact_at(self.contact_from)

    def texted_about_from(self, *, works: Callable[[date], bool]) -> datetime:
        """
        Return when the neutral text about it leaves.

        About one in the evening it waits for the next day on which anything is done.
        """
        if self.is_texted_about_at_once:
            return self.contact_from
        return first_contact_from(self.contact_from, works=works)
