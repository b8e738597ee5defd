"""
A list of mothers that somebody has sent in and not yet taken in.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from services.roster.domain.errors import RosterFileUsed


@dataclass(kw_only=True)
class RosterFile:
    """
    A file between its trial and its import; the content is forgotten once it is used.
    """

    id: UUID
    group_id: UUID
    content: bytes | None = field(repr=False)
    kept_at: datetime
    used_at: datetime | None = None
    new_mothers: int = 0
    known_mothers: int = 0

    def unused_content(self) -> bytes:
        """
        Return what the file says; refuses one that was taken in before.
        """
        if self.content is None:
            raise RosterFileUsed(state="used", id=str(self.id))
        return self.content

    def use(self, *, new_mothers: int, known_mothers: int, at: datetime) -> None:
        self.unused_content()
        self.content, self.used_at = None, at
        self.new_mothers, self.known_mothers = new_mothers, known_mothers
