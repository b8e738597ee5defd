"""
Entries that may be of one mother, found by the keys by which she is searched.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Connection, and_, or_, select

from services.roster.domain.different_mothers import DifferentMothers
from services.roster.domain.duplicate import pair_of
from services.roster.domain.search_keys import NAME, PHONE
from services.roster.storage.tables import (
    children,
    different_mothers,
    mothers,
    search_keys,
)
from shared.db.bulk import insert_of

Pair = tuple[UUID, UUID]


class SqlDuplicates:
    """
    Whom to look at, and of whom it is known that they are not the same.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest(self, *, limit: int) -> list[UUID]:
        """
        Return who came onto a list last: a second entry is most likely among them.
        """
        query = select(mothers.c.id).order_by(mothers.c.id.desc()).limit(limit)
        return list(self._connection.scalars(query))

    def pairs_with(self, ids: Collection[UUID]) -> set[Pair]:
        """
        Return who may be the same as one of these.

        They have a key in common, and beside a name the group or a child's birth date.
        What they know about makes nobody the same.
        """
        one, other = search_keys.alias(), search_keys.alias()
        hers, others = mothers.alias(), mothers.alias()
        child, twin = children.alias(), children.alias()
        same_day = (
            select(child.c.id)
            .join(twin, twin.c.born_on == child.c.born_on)
            .where(
                child.c.mother_id == hers.c.id,
                twin.c.mother_id == others.c.id,
                child.c.removed_at.is_(None),
                twin.c.removed_at.is_(None),
            )
            .exists()
        )
        is_number = and_(one.c.key >= PHONE, one.c.key < _after(PHONE))
        query = (
            select(hers.c.id, others.c.id)
            .join(one, one.c.mother_id == hers.c.id)
            .join(other, other.c.key == one.c.key)
            .join(others, others.c.id == other.c.mother_id)
            .where(
                hers.c.id.in_(ids),
                one.c.key >= NAME,
                others.c.id != hers.c.id,
                or_(is_number, hers.c.group_id == others.c.group_id, same_day),
            )
            .distinct()
        )
        found = {pair_of(*row) for row in self._connection.execute(query)}
        return found - self._different(ids)

    def having(self, keys: Collection[str], *, limit: int) -> list[UUID]:
        """
        Return who is known by one of these keys.
        """
        query = (
            select(search_keys.c.mother_id)
            .where(search_keys.c.key.in_(keys))
            .distinct()
            .limit(limit)
        )
        return list(self._connection.scalars(query))

    def keep_apart(self, told: DifferentMothers) -> None:
        """
        Keep that they are two; a repeat changes nothing.
        """
        insert, values = insert_of(self._connection, different_mothers, [vars(told)])
        self._connection.execute(insert.on_conflict_do_nothing(), values)

    def _different(self, ids: Collection[UUID]) -> set[Pair]:
        table = different_mothers.c
        query = select(table.one_id, table.other_id).where(
            or_(table.one_id.in_(ids), table.other_id.in_(ids))
        )
        return {pair_of(*row) for row in self._connection.execute(query)}


def _after(beginning: str) -> str:
    return beginning[:-1] + chr(ord(beginning[-1]) + 1)
