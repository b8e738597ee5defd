"""
Which rows are about a person: shown to her when she asks, and erased.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Table, Uuid, bindparam, select

Row = Mapping[str, Any]

PERSON = bindparam("person_id", type_=Uuid())


@dataclass(frozen=True, kw_only=True)
class Part:
    """
    The rows of one table that are about a person.

    ``hers`` is the condition, in which ``PERSON`` stands for her id. ``keeps_with``
    says what a row holds instead, where it is about something else too.
    ``is_told`` says that it is shown to her; what is made from other rows need not be.
    ``partners_call_it`` says that an event to a partner names such a row by its id.
    """

    name: str
    table: Table
    hers: ColumnElement[bool]
    keeps_with: Mapping[str, Any] | None = None
    is_told: bool = True
    partners_call_it: bool = False


def rows_of(
    connection: Connection, parts: Sequence[Part], person_id: UUID
) -> dict[str, list[Row]]:
    """
    Return all that is kept of a person, table by table.
    """
    return {
        part.name: [
            dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name.
            for row in connection.execute(_rows(part), {"person_id": person_id})
        ]
        for part in parts
        if part.is_told
    }


def names_of(
    connection: Connection, parts: Sequence[Part], person_id: UUID
) -> list[UUID]:
    """
    Return the ids by which she is meant in a message: her own, and partners' for her.
    """
    found = [person_id]
    for part in parts:
        if part.partners_call_it:
            query = select(part.table.c.id).where(part.hers)
            found += connection.scalars(query, {"person_id": person_id})
    return found


def hold_rows(connection: Connection, parts: Sequence[Part], person_id: UUID) -> None:
    """
    Hold what is hers, and first what the rest hangs on, as all do who change it.

    Who writes something new about her holds a row of hers: from here on nobody does.
    """
    for part in reversed(parts):
        if not part.keeps_with:
            key = part.table.primary_key.columns
            query = select(*key).where(part.hers).order_by(*key).with_for_update()
            connection.execute(query, {"person_id": person_id})


def erase_rows(connection: Connection, parts: Sequence[Part], person_id: UUID) -> None:
    """
    Delete or empty them, in the order in which the parts are named.
    """
    for part in parts:
        change: Any = part.table.delete()
        if part.keeps_with:
            change = part.table.update().values(part.keeps_with)
        connection.execute(change.where(part.hers), {"person_id": person_id})


def _rows(part: Part) -> Any:
    return select(part.table).where(part.hers).order_by(*part.table.primary_key)
