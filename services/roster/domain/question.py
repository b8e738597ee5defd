"""
What the three want to take up with the mothers, without anybody's name.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from services.roster.domain.name import name_errors, refuse_if_any, tidy_name


@dataclass(kw_only=True)
class Question:
    """
    One line for one session; the "stupid" questions are the best ones.

    ``taken_up_in`` is the session in which it was talked about. What was said there is
    not written down, and neither is who asked.
    """

    id: UUID
    session_id: UUID
    # Somebody may write a name after all: it stays out of every text.
    text: str = field(repr=False)
    written_at: datetime
    taken_up_in: UUID | None = None

    def __post_init__(self) -> None:
        self.text = tidy_name(self.text)
        refuse_if_any(name_errors(text=self.text))

    def tick(self, *, session_id: UUID, is_taken_up: bool) -> None:
        """
        Note that it was taken up in this session; taking the tick back is one tap too.
        """
        self.taken_up_in = session_id if is_taken_up else None
