"""
Which organisations run a group, as the roster has told.
"""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import select

from services.outreach.domain.errors import GroupNotFound
from services.outreach.domain.whose_group import WhoseGroup
from services.outreach.storage.tables import whose_groups
from shared.db.repository import Repository


class SqlWhoseGroups(Repository[WhoseGroup]):
    """
    Every group that the roster has told of.
    """

    table: ClassVar = whose_groups
    key: ClassVar[str] = "group_id"
    missing = GroupNotFound

    def everyone(self) -> list[WhoseGroup]:
        return self.matching()

    def daycares(self) -> set[UUID]:
        """
        Return the daycares with which a group is run.
        """
        query = select(whose_groups.c.daycare_id).distinct()
        return set(self.connection.scalars(query))

    def to_row(self, thing: WhoseGroup) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[WhoseGroup]:
        return [WhoseGroup(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.
