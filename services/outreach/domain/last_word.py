"""
What had been agreed before an attempt's answer changed it.
"""

from dataclasses import dataclass
from uuid import UUID

from services.outreach.domain.agreement import Agreement


@dataclass(frozen=True, kw_only=True)
class LastWord:
    """
    Kept of her newest answer alone, so that a slip of the finger can be taken back.

    ``left_version`` is the version that the answer has left: if the agreement has
    another now, something newer was said.
    """

    attempt_id: UUID
    before: Agreement
    left_version: int
