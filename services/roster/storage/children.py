"""
Children in the database.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, and_, exists, func, or_, select

from services.roster.domain.child import AGES_TOLD, Child, turned_if_born_by
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
            self.table.c.mother_id.in_(mother_ids), tables.CHILD_IS_LISTED
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

    def removed_of(self, mother_id: UUID) -> list[Child]:
        """
        Return those that were removed from her page, each once.
        """
        columns = self.table.c
        return self.matching(
            columns.mother_id == mother_id,
            columns.same_as.is_(None),
            columns.removed_at.is_not(None),
        )

    def forget_removed(self, *, before: datetime) -> None:
        """
        Delete who was removed before that; nobody whom an open matter may be about.
        """
        gone = self.table.c.removed_at < before
        self.connection.execute(self.table.delete().where(gone, ~_is_in_hand()))

    def with_birthdays(self, *, on: date, limit: int) -> list[Child]:
        """
        Return children who have had a birthday by that day of which nobody was told.
        """
        columns = self.table.c
        due = [
            and_(
                columns.birthdays_told < age,
                columns.born_on <= turned_if_born_by(age, on=on),
            )
            for age in AGES_TOLD
        ]
        small = columns.birthdays_told < AGES_TOLD[-1]
        listed = tables.CHILD_IS_LISTED
        query = (
            select(columns.id).where(small, listed, or_(*due)).order_by(columns.born_on)
        )
        ids = self.connection.scalars(query.limit(limit)).all()
        self.load(ids)
        return [self.get(id_) for id_ in ids]

    def to_row(self, thing: Child) -> dict[str, Any]:
        return dict(vars(thing))

    def from_rows(self, rows: Sequence[Any]) -> list[Child]:
        return [Child(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.


def _is_in_hand() -> ColumnElement[bool]:
    """
    Say that an open matter names the child, under any id of its, or no child of hers.
    """
    children, matters = tables.children, tables.matters
    entry = children.alias("entry")
    is_it = _id_in_lists(entry) == _id_in_lists(children)
    its_ids = select(entry.c.id).where(is_it).correlate(children)
    named = matters.c.child_id
    return exists().where(
        matters.c.mother_id == children.c.mother_id,
        matters.c.closed_on.is_(None),
        or_(named.is_(None), named.in_(its_ids)),
    )


def _id_in_lists(entry: FromClause) -> ColumnElement[UUID]:
    return func.coalesce(entry.c.same_as, entry.c.id)
