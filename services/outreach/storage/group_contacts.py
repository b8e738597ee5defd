"""
From whom each group's mothers hear, as the roster has told.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from services.outreach.domain.group_contact import GroupContact
from services.outreach.storage.tables import group_contacts
from shared.db.repository import Repository


class SqlGroupContacts(Repository[GroupContact]):
    """
    There are as many as groups at most.
    """

    table: ClassVar = group_contacts
    key: ClassVar[str] = "group_id"

    def everyone(self) -> list[GroupContact]:
        return self.matching()

    def forget_deputies(self, *, before: date) -> None:
        """
        Keep no longer who stood in: that somebody was away may tell of her health.
        """
        gone = group_contacts.c.deputy_until < before
        nobody = {"deputy_id": None, "deputy_from": None, "deputy_until": None}
        self.connection.execute(group_contacts.update().where(gone).values(nobody))

    def to_row(self, thing: GroupContact) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[GroupContact]:
        return [GroupContact(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.
