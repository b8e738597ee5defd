"""
Children in the database.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from services.roster.domain.child import Child
from services.roster.storage import tables
from shared.db.repository import Repository


class SqlChildren(Repository[Child]):
    """
    The children of every mother.
    """

    table = tables.children

    def of_mothers(self, mother_ids: Collection[UUID]) -> dict[UUID, list[Child]]:
        """
        Return for each mother her children, the eldest first.
        """
        found: defaultdict[UUID, list[Child]] = defaultdict(list)
        children = self.matching(self.table.c.mother_id.in_(mother_ids))
        for child in sorted(children, key=lambda child: (child.born_on, child.id)):
            found[child.mother_id].append(child)
        return found

    def to_row(self, thing: Child) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[Child]:
        return [Child(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.
