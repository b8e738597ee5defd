"""
The ladders of groups in the database.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from services.outreach.domain.ladder_steps import DEFAULT_LADDER, GroupLadder
from services.outreach.storage.rows_of_words import ladder_in, written
from services.outreach.storage.tables import ladders
from shared.db.repository import Repository


class SqlLadders(Repository[GroupLadder]):
    """
    Those that a coordinator has changed; there are as many as groups at most.
    """

    table: ClassVar = ladders
    key: ClassVar[str] = "group_id"

    def everyone(self) -> list[GroupLadder]:
        return self.looking_at()

    def to_row(self, thing: GroupLadder) -> dict[str, Any]:
        return {
            "group_id": thing.group_id,
            "rungs": written(thing.ladder),
            "version": thing.version,
        }

    def from_rows(self, rows: Sequence[Any]) -> list[GroupLadder]:
        return [
            GroupLadder(
                group_id=row.group_id,
                ladder=ladder_in(row.rungs) or DEFAULT_LADDER,
                version=row.version,
            )
            for row in rows
        ]
