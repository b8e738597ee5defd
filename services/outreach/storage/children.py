"""
Rows that hang below another: written only when they are new or have changed.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table

from shared.db.repository import upsert


class Children:
    """
    The rows of one table below things that are locked, as they stand in the database.
    """

    def __init__(self, connection: Connection, table: Table) -> None:
        self._connection = connection
        self._table = table
        self._key = [column.name for column in table.primary_key]
        self._stored: dict[tuple[Any, ...], dict[str, Any]] = {}

    def read(self, *conditions: ColumnElement[bool]) -> Sequence[Row[Any]]:
        query = self._table.select().where(*conditions)
        rows = self._connection.execute(query.order_by(*self._table.primary_key)).all()
        self._remember(dict(row._mapping) for row in rows)  # noqa: SLF001 - SQLAlchemy's documented name.
        return rows

    def write(self, rows: Iterable[dict[str, Any]]) -> None:
        """
        Write these with one statement for what has changed and one for what is new.

        What has changed goes first: an episode is closed before the next is opened.
        """
        differing = [row for row in rows if self._stored.get(self._of(row)) != row]
        changed = [row for row in differing if self._of(row) in self._stored]
        new = [row for row in differing if self._of(row) not in self._stored]
        if changed:
            self._rewrite(changed)
        if new:
            self._connection.execute(self._table.insert(), new)
        self._remember(differing)

    def _rewrite(self, rows: list[dict[str, Any]]) -> None:
        insert = upsert(self._connection)(self._table)
        values = {
            column.name: insert.excluded[column.name]
            for column in self._table.columns
            if column.name not in self._key
        }
        self._connection.execute(
            insert.on_conflict_do_update(index_elements=self._key, set_=values), rows
        )

    def _remember(self, rows: Iterable[dict[str, Any]]) -> None:
        self._stored |= {self._of(row): row for row in rows}

    def _of(self, row: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(row[name] for name in self._key)
