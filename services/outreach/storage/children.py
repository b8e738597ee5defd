"""
Rows that hang below another: written only when they are new or have changed.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Table

from shared.db.ahead import Question, answer_to
from shared.db.bulk import keys_for
from shared.db.prepared import Prepared
from shared.db.writes import Writes


class Children:
    """
    The rows of one table below things that are locked, as they stand in the database.
    """

    def __init__(self, connection: Connection, table: Table) -> None:
        self._connection = connection
        self._table = table
        self._key = [column.name for column in table.primary_key]
        self._stored: dict[tuple[Any, ...], dict[str, Any]] = {}

    def question(self, query: Prepared, keys: Collection[UUID]) -> Question:
        """
        Return what ``read`` will ask, so that it may be asked ahead.
        """
        on = self._connection
        return Question(query.on(on), keys_for(on, keys))

    def read(self, query: Prepared, keys: Collection[UUID]) -> Sequence[Row[Any]]:
        rows = answer_to(self._connection, self.question(query, keys))
        for row in rows:
            read = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name.
            self._stored[self._of(read)] = read
        return rows

    def write(self, rows: Iterable[dict[str, Any]], writes: Writes) -> None:
        """
        Write these with one statement for what has changed and one for what is new.

        What has changed goes first: an episode is closed before the next is opened.
        """
        keyed = {self._of(row): row for row in rows}
        differing = {k: row for k, row in keyed.items() if self._stored.get(k) != row}
        changed = [row for k, row in differing.items() if k in self._stored]
        new = [row for k, row in differing.items() if k not in self._stored]
        writes.overwrite(self._table, changed, key=self._key)
        writes.insert(self._table, new)
        self._stored |= differing

    def _of(self, row: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(row[name] for name in self._key)
