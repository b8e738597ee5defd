"""
Groups in the database.
"""

from collections.abc import Sequence
from typing import Any

from services.roster.domain.errors import GroupNotFound
from services.roster.domain.group import Group
from services.roster.storage import tables
from shared.db.repository import Repository


class SqlGroups(Repository[Group]):
    """
    The groups; there are few, so they are listed whole.
    """

    table = tables.groups
    missing = GroupNotFound

    def everyone(self) -> list[Group]:
        return sorted(self.matching(), key=lambda group: group.name.casefold())

    def to_row(self, thing: Group) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[Group]:
        return [Group(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.
