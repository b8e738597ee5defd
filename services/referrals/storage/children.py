"""
The children that roster has told of.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.referrals.domain.child import Child
from services.referrals.domain.errors import ChildNotKnown
from services.referrals.storage.tables import children, hand_offs
from shared.db.repository import Repository


class SqlChildren(Repository[Child]):
    """
    Children, by id and by mother.
    """

    table = children
    key = "child_id"
    missing = ChildNotKnown

    def of_mother(self, mother_id: UUID) -> list[Child]:
        return self.matching(children.c.mother_id == mother_id)

    def load_of_hand_off(self, hand_off_id: UUID) -> None:
        """
        Read the child of a hand-off before the hand-off itself.
        """
        columns = hand_offs.c
        named = select(columns.child_id).where(columns.id == hand_off_id)
        self.load(self.connection.scalars(named).all())

    def youngest(self, *, limit: int) -> list[Child]:
        query = children.select().order_by(
            children.c.birth_month.desc(), children.c.child_id
        )
        return self.from_rows(self.connection.execute(query.limit(limit)).all())

    def to_row(self, thing: Child) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[Child]:
        return [
            Child(
                child_id=row.child_id,
                mother_id=row.mother_id,
                birth_month=row.birth_month,
            )
            for row in rows
        ]
