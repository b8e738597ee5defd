"""
Who is away, and who follows up in her place.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import delete

from services.outreach.domain.hand_over import HandOver
from services.outreach.storage.tables import hand_overs
from shared.db.repository import Repository


class SqlHandOvers(Repository[HandOver]):
    """
    At most one for each person.
    """

    table: ClassVar = hand_overs

    def on(self, day: date) -> list[HandOver]:
        return self.looking_at(hand_overs.c.until >= day)

    def end(self, key: UUID) -> None:
        self.connection.execute(delete(hand_overs).where(hand_overs.c.id == key))

    def forget(self, *, before: date) -> None:
        self.connection.execute(delete(hand_overs).where(hand_overs.c.until < before))

    def to_row(self, thing: HandOver) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[HandOver]:
        return [HandOver(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.
