"""
What the others have in hand, in the database.
"""

from collections.abc import Sequence
from typing import Any

from services.roster.domain.matter import Matter
from services.roster.storage import tables
from shared.db.repository import Repository


class SqlMatters(Repository[Matter]):
    """
    Every matter that was told of, with its end.
    """

    table = tables.matters

    def to_row(self, thing: Matter) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[Matter]:
        return [Matter(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.
