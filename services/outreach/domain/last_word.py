"""
Where she stood before her newest answer changed it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.outreach.domain.agreement import Agreement
from services.outreach.domain.snooze import Snooze


@dataclass(frozen=True, kw_only=True)
class LastWord:
    """
    Kept of her newest answer alone, so that a slip of the finger can be taken back.

    It was an attempt's, or a no thanks said beside one: then ``attempt_id`` is empty.
    ``left_version`` is the version of the agreement that the answer has left: if there
    is another now, something newer was said. ``talk_id`` is the talk that was open.
    """

    attempt_id: UUID | None
    at: datetime
    before: Agreement
    left_version: int
    snooze: Snooze | None = None
    door_open_since: datetime | None = None
    talk_id: UUID | None = None

    @property
    def has_changed_agreement(self) -> bool:
        return self.left_version != self.before.version

    def is_overtaken_at(self, version: int) -> bool:
        """
        Return whether she has said something about being contacted since.
        """
        return self.has_changed_agreement and self.left_version != version
