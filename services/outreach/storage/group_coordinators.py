"""
Who follows each group's mothers up, as the roster has told.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from services.outreach.domain.group_coordinator import GroupCoordinator
from services.outreach.storage.tables import group_coordinators
from shared.db.repository import Repository


class SqlGroupCoordinators(Repository[GroupCoordinator]):
    """
    The newest word on each group.
    """

    table: ClassVar = group_coordinators
    key: ClassVar[str] = "group_id"

    def to_row(self, thing: GroupCoordinator) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[GroupCoordinator]:
        return [GroupCoordinator(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.
