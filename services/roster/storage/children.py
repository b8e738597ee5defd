"""
Children in the database.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from services.roster.domain.child import Child
from services.roster.domain.errors import ChildNotFound
from services.roster.storage import tables
from shared.db.repository import Repository


class SqlChildren(Repository[Child]):
    """
    The children of every mother.
    """

    table = tables.children
    missing = ChildNotFound

    def of_mothers(self, mother_ids: Collection[UUID]) -> dict[UUID, list[Child]]:
        """
        Return for each mother her children, the eldest first, each once.
        """
        found: defaultdict[UUID, list[Child]] = defaultdict(list)
        children = self.matching(
            self.table.c.mother_id.in_(mother_ids), self.table.c.same_as.is_(None)
        )
        for child in sorted(children, key=lambda child: (child.born_on, child.id)):
            found[child.mother_id].append(child)
        return found

    def every_id_of(self, mother_id: UUID) -> list[Child]:
        """
        Return all children under whose ids others may know hers, the eldest first.
        """
        children = self.matching(self.table.c.mother_id == mother_id)
        return sorted(children, key=lambda child: (child.born_on, child.id))

    def of_group(self, group_id: UUID) -> dict[UUID, list[Child]]:
        mothers = tables.mothers
        inside = mothers.select().with_only_columns(mothers.c.id)
        found: defaultdict[UUID, list[Child]] = defaultdict(list)
        for child in self.matching(
            self.table.c.mother_id.in_(inside.where(mothers.c.group_id == group_id))
        ):
            found[child.mother_id].append(child)
        return found

    def to_row(self, thing: Child) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[Child]:
        return [Child(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.
