"""
That a mother's data is erased: by whom it was ordered, and who has done it.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from services.roster.domain.actor import Actor
from shared.kernel.organisations import Organisation, Role

# Beside the roster, which erases as it orders.
OTHERS = ("outreach", "referrals", "notifications")
ANSWERED_WITHIN = timedelta(days=1)


class Cause(StrEnum):
    """
    Why her data is erased.
    """

    SHE_ASKED = "she_asked"
    NO_THANKS_LONG_AGO = "no_thanks_long_ago"
    NOT_SEEN_FOR_LONG = "not_seen_for_long"


@dataclass(kw_only=True)
class Erasure:
    """
    The erasure of one mother, of whom nothing else is left than ``id``.

    ``group_id`` is where she was listed, so that it is told to those who run that;
    ``confirmed`` holds for each service when its answer came.
    """

    id: UUID
    ordered_at: datetime
    cause: Cause
    role: Role
    organisation: Organisation
    group_id: UUID | None = None
    confirmed: dict[str, datetime] = field(default_factory=dict)
    completed_at: datetime | None = None
    told_late_at: datetime | None = None

    @classmethod
    def order(
        cls, *, mother_id: UUID, group_id: UUID, cause: Cause, by: Actor, at: datetime
    ) -> Self:
        return cls(
            id=mother_id,
            group_id=group_id,
            ordered_at=at,
            cause=cause,
            role=by.role,
            organisation=by.organisation,
        )

    @property
    def due_at(self) -> datetime:
        return self.ordered_at + ANSWERED_WITHIN

    @property
    def missing(self) -> tuple[str, ...]:
        """
        Return the services that have not said that they have erased her.
        """
        return tuple(name for name in OTHERS if name not in self.confirmed)

    def confirm(self, service: str, *, at: datetime) -> bool:
        """
        Take a service's answer; return whether it was new.
        """
        if service in self.confirmed:
            return False
        self.confirmed[service] = at
        if not self.missing:
            self.completed_at = at
        return True

    def is_late(self, *, at: datetime) -> bool:
        return bool(self.missing) and at > self.due_at

    def tell_late(self, *, at: datetime) -> bool:
        """
        Return whether people are to be told now: once, and only if it is late.
        """
        if self.told_late_at is not None or not self.is_late(at=at):
            return False
        self.told_late_at = at
        return True
