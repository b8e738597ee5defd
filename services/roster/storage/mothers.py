"""
Mothers in the database.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select

from services.roster.domain.errors import MotherNotFound
from services.roster.domain.mother import Enrolment, Mother
from services.roster.domain.search_name import search_name
from services.roster.storage import tables
from shared.db.counts import counts_by
from shared.db.prepared import Prepared
from shared.db.repository import Repository

_ACTIVE = Prepared(
    lambda _on: (
        tables.mothers.select()
        .where(
            tables.mothers.c.group_id == bindparam("group_id"),
            tables.mothers.c.enrolment == Enrolment.ACTIVE,
        )
        .order_by(tables.mothers.c.id)
    )
)
MOST_AT_ONCE = 1000  # values in one IN; databases have a limit.


class SqlMothers(Repository[Mother]):
    """
    The mothers of every group.
    """

    table = tables.mothers
    missing = MotherNotFound

    def active_in(self, group_id: UUID) -> list[Mother]:
        return self.answering(_ACTIVE, group_id=group_id)

    def all_in(self, group_id: UUID) -> list[Mother]:
        return self.matching(self.table.c.group_id == group_id)

    def with_phones(self, phones: Collection[str]) -> list[Mother]:
        """
        Return the mothers of every group who have one of these numbers.
        """
        column = self.table.c.phone
        return [
            mother
            for part in _parts(sorted(phones))
            for mother in self.matching(column.in_(part))
        ]

    def search(self, *, text: str, group_id: UUID | None, limit: int) -> list[Mother]:
        """
        Return mothers in the order of their names, those whose name holds the text.
        """
        columns = self.table.c
        query = select(columns.id).order_by(columns.search_name, columns.id)
        if group_id is not None:
            query = query.where(columns.group_id == group_id)
        if wanted := search_name(text):
            query = query.where(columns.search_name.contains(wanted, autoescape=True))
        return self.in_this_order(self.connection.scalars(query.limit(limit)).all())

    def counts_by_enrolment(self) -> dict[str, int]:
        return counts_by(self.connection, self.table.c.enrolment)

    def active_by_group(self) -> dict[UUID, int]:
        """
        Return how many are on the list of each group that has somebody there.
        """
        columns = self.table.c
        number = func.count().label("number")
        query = select(columns.group_id, number).group_by(columns.group_id)
        active = query.where(columns.enrolment == Enrolment.ACTIVE)
        return {one.group_id: one.number for one in self.connection.execute(active)}

    def in_this_order(self, ids: Sequence[UUID]) -> list[Mother]:
        self.load(ids)
        return [self.get(id_) for id_ in ids]

    def to_row(self, thing: Mother) -> dict[str, Any]:
        found = search_name(thing.display_name)[: tables.LONGEST_SEARCH_NAME]
        told = {"languages": list(thing.languages), "search_name": found}
        return vars(thing) | told

    def from_rows(self, rows: Sequence[Any]) -> list[Mother]:
        return [_mother(dict(row._mapping)) for row in rows]  # noqa: SLF001 - SQLAlchemy's documented name.


def _mother(row: dict[str, Any]) -> Mother:
    del row["search_name"]
    row["languages"] = tuple(row["languages"])
    row["enrolment"] = Enrolment(row["enrolment"])
    return Mother(**row)


def _parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), MOST_AT_ONCE):
        yield values[start : start + MOST_AT_ONCE]
