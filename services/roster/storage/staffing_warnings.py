"""
What the three have been told of sessions without two in the room, in the database.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from services.roster.domain.staffing_warning import StaffingWarning
from services.roster.storage import tables
from shared.db.repository import Repository


class SqlStaffingWarnings(Repository[StaffingWarning]):
    """
    At most one for each session; whoever writes one holds the session's row.
    """

    table = tables.staffing_warnings
    key = "session_id"

    def forget_older(self, *, than: datetime) -> None:
        """
        Delete those of sessions that began before.
        """
        sessions = tables.sessions.c
        over = select(sessions.id).where(sessions.starts_at < than)
        self.connection.execute(
            self.table.delete().where(self.table.c.session_id.in_(over))
        )

    def to_row(self, thing: StaffingWarning) -> dict[str, Any]:
        return {**vars(thing), "told": sorted(thing.told)}

    def from_rows(self, rows: Sequence[Any]) -> list[StaffingWarning]:
        return [
            StaffingWarning(
                session_id=row.session_id,
                told=frozenset(row.told),
                version=row.version,
            )
            for row in rows
        ]
