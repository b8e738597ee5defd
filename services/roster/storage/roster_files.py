"""
Files that wait to be taken in.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.roster.domain.errors import RosterFileNotFound
from services.roster.domain.roster_file import RosterFile
from services.roster.storage import tables
from shared.db.repository import Repository


class SqlRosterFiles(Repository[RosterFile]):
    """
    The files between their trial and their import.
    """

    table = tables.roster_files
    missing = RosterFileNotFound

    def forget_older(self, *, than: datetime) -> None:
        """
        Delete the files of before: names and numbers that nobody needs here any more.
        """
        self.connection.execute(self.table.delete().where(self.table.c.kept_at < than))

    def forget_waiting(self) -> None:
        """
        Delete the files that say something still.
        """
        waiting = self.table.c.content.is_not(None)
        self.connection.execute(self.table.delete().where(waiting))

    def to_row(self, thing: RosterFile) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[RosterFile]:
        return [RosterFile(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.
