"""
Whether she was at one session, as far as we have heard.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """
    The newest word on whether she was there, by the version of the register's line.

    One that says she was not there is kept as well, so that an older word that arrives
    late does not bring her back.
    """

    mother_id: UUID
    session_id: UUID
    session_started_at: datetime
    was_there: bool
    version: int
