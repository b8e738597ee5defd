"""
A PostgreSQL connection that never goes to the server for nothing.

psycopg2 makes a way of its own for BEGIN, and one for COMMIT. Here BEGIN goes along
with the first statement, and whoever sends the last one may send COMMIT along with it;
then ``commit`` finds that there is nothing left to do.
"""

from typing import Any

from psycopg2 import extensions

BEGIN = "BEGIN"
COMMIT = "COMMIT"
ROLLBACK = "ROLLBACK"


class Cursor(extensions.cursor):  # type: ignore[misc]
    """
    Begins a transaction with its first statement.
    """

    def execute(self, query: Any, values: Any = None) -> None:
        if self.connection.is_idle:
            query = f"{BEGIN};{query}"
        super().execute(query, values)

    def executemany(self, query: Any, rows: Any) -> None:
        self._begin()
        super().executemany(query, rows)

    def copy_expert(self, *told: Any, **named: Any) -> None:
        self._begin()
        super().copy_expert(*told, **named)

    def _begin(self) -> None:
        if self.connection.is_idle:
            super().execute(BEGIN)


class Connection(extensions.connection):  # type: ignore[misc]
    """
    A connection without the driver's own transactions: the server knows best.
    """

    def __init__(self, *told: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        self.autocommit = True
        self.cursor_factory = Cursor

    @property
    def is_idle(self) -> bool:
        """
        Whether no transaction is open; libpq knows without asking.
        """
        status = self.info.transaction_status
        return bool(status == extensions.TRANSACTION_STATUS_IDLE)

    def commit(self) -> None:
        self._end(COMMIT)

    def rollback(self) -> None:
        self._end(ROLLBACK)

    def _end(self, how: str) -> None:
        if not self.is_idle:
            with self.cursor(cursor_factory=extensions.cursor) as cursor:
                cursor.execute(how)
