"""
Files that wait to be taken in.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from services.roster.domain.errors import RosterFileNotFound
from services.roster.domain.roster_file import (
    WORKED_ON,
    FileState,
    Findings,
    RosterFile,
)
from services.roster.storage import tables
from shared.db.repository import Repository
from shared.kernel.organisations import Organisation, Role, Within


class SqlRosterFiles(Repository[RosterFile]):
    """
    The files between the moment when they are sent and a day later.
    """

    table = tables.roster_files
    missing = RosterFileNotFound

    def peek(self, file_id: UUID) -> RosterFile:
        """
        Return a file as it stands, without holding it: others are locked before it.

        Raises RosterFileNotFound.
        """
        self.flush()
        query = self.table.select().where(self.table.c.id == file_id)
        row = self.connection.execute(query).first()
        if row is None:
            raise RosterFileNotFound(id=str(file_id))
        return self.from_rows([row])[0]

    def to_work_on(self) -> RosterFile | None:
        """
        Return the one that has waited longest to be read or to be taken in further.
        """
        columns = self.table.c
        waiting = (
            select(columns.id)
            .where(columns.state.in_(sorted(WORKED_ON)))
            .order_by(columns.kept_at, columns.id)
        )
        found = self.connection.scalar(waiting.limit(1))
        return None if found is None else self.peek(found)

    def forget_older(self, *, than: datetime) -> None:
        """
        Delete the files of before: names and numbers that nobody needs here any more.
        """
        self.connection.execute(self.table.delete().where(self.table.c.kept_at < than))

    def forget_waiting(self) -> None:
        """
        Delete the files that say something still.
        """
        self.connection.execute(self.table.delete().where(self._waits()))

    def forget_waiting_in(self, group_id: UUID) -> None:
        of_group = self.table.c.group_id == group_id
        self.connection.execute(self.table.delete().where(of_group, self._waits()))

    def _waits(self) -> ColumnElement[bool]:
        return self.table.c.content.is_not(None)

    def to_row(self, thing: RosterFile) -> dict[str, Any]:
        findings = thing.findings and thing.findings.as_row()
        within = thing.within
        told = {
            "findings": findings,
            "within_kind": within and within.kind,
            "within_organisation_id": within and within.organisation_id,
        }
        row = vars(thing) | told
        del row["within"]
        return row

    def from_rows(self, rows: Sequence[Any]) -> list[RosterFile]:
        return [_file(dict(row._mapping)) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.


def _file(row: dict[str, Any]) -> RosterFile:
    row["state"] = FileState(row["state"])
    row["by_role"] = row["by_role"] and Role(row["by_role"])
    by = row["by_organisation"]
    row["by_organisation"] = by and Organisation(by)
    kind, organisation_id = row.pop("within_kind"), row.pop("within_organisation_id")
    row["within"] = kind and Within(
        kind=Organisation(kind), organisation_id=organisation_id
    )
    row["findings"] = row["findings"] and Findings.of_row(row["findings"])
    return RosterFile(**row)
