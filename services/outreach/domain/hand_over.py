"""
That a coordinator is away, and who follows up in her place until she is back.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from uuid import UUID

from shared.kernel.refusal import Invalid

LONGEST = timedelta(days=366)


@dataclass(frozen=True, kw_only=True)
class HandOver:
    """
    One for each coordinator, by her id; nobody writes why she is away.

    The follow-ups stand as they are: only who looks after them is another, up to and
    with the day ``until``.
    """

    id: UUID
    deputy_id: UUID
    until: date
    made_at: datetime

    @classmethod
    def to(
        cls, deputy_id: UUID, *, of: UUID, until: date, today: date, at: datetime
    ) -> Self:
        """
        Let a deputy follow up until a day.

        Raises Invalid for herself, for a day that has gone, or for one too far away.
        """
        if deputy_id == of:
            raise Invalid({"deputy_id": ["Choose somebody else."]})
        if not today <= until <= today + LONGEST:
            raise Invalid({"until": ["A day from today on, within a year."]})
        return cls(id=of, deputy_id=deputy_id, until=until, made_at=at)
