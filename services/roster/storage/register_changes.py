"""
What happened to closed registers, in the database.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from services.roster.domain.attendance import Outcome
from services.roster.domain.register_change import Act, RegisterChange
from services.roster.storage import tables
from shared.db.repository import Repository
from shared.kernel.organisations import Organisation, Role


class SqlRegisterChanges(Repository[RegisterChange]):
    """
    The history of every register that was closed.
    """

    table = tables.register_changes

    def of_session(self, session_id: UUID) -> list[RegisterChange]:
        """
        Return all that happened to this register, the latest first.
        """
        found = self.matching(self.table.c.session_id == session_id)
        return sorted(found, key=lambda one: (one.at, one.id), reverse=True)

    def to_row(self, thing: RegisterChange) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[RegisterChange]:
        return [_change(dict(row._mapping)) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.


def _change(row: dict[str, Any]) -> RegisterChange:
    row["act"] = Act(row["act"])
    row["role"] = Role(row["role"])
    row["organisation"] = Organisation(row["organisation"])
    for name in ("before", "after"):
        row[name] = row[name] and Outcome(row[name])
    return RegisterChange(**row)
