"""
The children that roster has told of.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, union_all

from services.referrals.domain.child import Child
from services.referrals.domain.errors import ChildNotKnown
from services.referrals.storage.tables import (
    CHILD_IS_LISTED,
    children,
    hand_offs,
    referrals,
)
from shared.db.repository import Repository


class SqlChildren(Repository[Child]):
    """
    Children, by id and by mother.
    """

    table = children
    key = "child_id"
    missing = ChildNotKnown

    def of_mother(self, mother_id: UUID) -> list[Child]:
        return self.matching(children.c.mother_id == mother_id, CHILD_IS_LISTED)

    def entry_of(self, child_id: UUID) -> Child:
        """
        Return the entry by which a child is listed, under whichever id it is known.

        Raises ChildNotKnown, also of one that was removed.
        """
        known = self.get(child_id)
        listed = known if known.same_as is None else self.get(known.same_as)
        if listed.is_removed:
            raise ChildNotKnown(id=str(child_id))
        return listed

    def ids_of(self, child: Child) -> list[UUID]:
        """
        Return every id under which a child may stand in what was begun before.
        """
        twins = self.matching(children.c.same_as == child.child_id)
        return [child.child_id, *(one.child_id for one in twins)]

    def is_named(self, child_id: UUID) -> bool:
        """
        Return whether a referral or a hand-off names it, under this very id.
        """
        query = union_all(
            select(referrals.c.id).where(referrals.c.child_id == child_id),
            select(hand_offs.c.id).where(hand_offs.c.child_id == child_id),
        )
        return self.connection.execute(query).first() is not None

    def load_of_hand_off(self, hand_off_id: UUID) -> None:
        """
        Read the child of a hand-off before the hand-off itself.
        """
        columns = hand_offs.c
        named = select(columns.child_id).where(columns.id == hand_off_id)
        self.load(self.connection.scalars(named).all())

    def load_of_referral(self, referral_id: UUID) -> None:
        """
        Read the child of a referral before the referral itself.
        """
        columns = referrals.c
        named = select(columns.child_id).where(
            columns.id == referral_id, columns.child_id.is_not(None)
        )
        self.load(self.connection.scalars(named).all())

    def youngest(self, *, limit: int) -> list[Child]:
        listed = children.select().where(CHILD_IS_LISTED)
        query = listed.order_by(children.c.birth_month.desc(), children.c.child_id)
        return self.from_rows(self.connection.execute(query.limit(limit)).all())

    def to_row(self, thing: Child) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[Child]:
        return [Child(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.
