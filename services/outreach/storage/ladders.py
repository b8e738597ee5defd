"""
The ladders of groups in the database.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from services.outreach.domain.ladder_steps import (
    DEFAULT_LADDER,
    GroupLadder,
    LadderChange,
)
from services.outreach.storage.rows_of_words import ladder_in, written
from services.outreach.storage.tables import ladders
from shared.db.repository import Repository
from shared.kernel.organisations import Role


class SqlLadders(Repository[GroupLadder]):
    """
    Those that a coordinator has changed; there are as many as groups at most.
    """

    table: ClassVar = ladders
    key: ClassVar[str] = "group_id"

    def to_row(self, thing: GroupLadder) -> dict[str, Any]:
        return {
            "group_id": thing.group_id,
            "rungs": written(thing.ladder),
            "version": thing.last_change.version,
            "changed_at": thing.last_change.at,
            "changed_by_role": thing.last_change.by_role,
        }

    def from_rows(self, rows: Sequence[Any]) -> list[GroupLadder]:
        return [
            GroupLadder(
                group_id=row.group_id,
                ladder=ladder_in(row.rungs) or DEFAULT_LADDER,
                last_change=LadderChange(
                    version=row.version,
                    by_role=Role(row.changed_by_role) if row.changed_by_role else None,
                    at=row.changed_at,
                ),
            )
            for row in rows
        ]
