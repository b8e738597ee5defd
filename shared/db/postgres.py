"""
A PostgreSQL connection that never goes to the server for nothing.

psycopg2 makes a way of its own for BEGIN, and one for COMMIT. Here BEGIN goes along
with the first statement, and so may a statement that need not say more than that it
worked. Whoever sends the last one may send COMMIT along with it; then ``commit`` finds
that there is nothing left to do. Where each statement stands for itself there is
neither.
"""

from collections.abc import Mapping
from typing import Any

from psycopg2 import extensions

from shared.db.messages import Kept, Message

COMMIT = "COMMIT"
ROLLBACK = "ROLLBACK"

_READ_COMMITTED = "BEGIN;"
_BEGINS: Mapping[int, str] = {
    extensions.ISOLATION_LEVEL_AUTOCOMMIT: "",
    extensions.ISOLATION_LEVEL_READ_COMMITTED: _READ_COMMITTED,
    extensions.ISOLATION_LEVEL_REPEATABLE_READ: (
        "BEGIN ISOLATION LEVEL REPEATABLE READ;"
    ),
}


class Cursor(extensions.cursor):  # type: ignore[misc]
    """
    Begins a transaction with its first statement.
    """

    def execute(self, query: Any, values: Any = None) -> None:
        if isinstance(query, Message):
            sent, new = self.connection.kept.as_sent(query)
            self._execute(sent, values)
            self.connection.kept.keep(new)
        else:
            self._execute(query, values)

    def _execute(self, query: str, values: Any) -> None:
        begin = self.connection.begin
        if first := self.connection.take_first():
            # What is ready to be sent must not be filled with these values.
            ready = first + self.mogrify(query, values)
            super().execute(begin.encode() + ready)
        else:
            super().execute(f"{begin}{query}", values)

    def executemany(self, query: Any, rows: Any) -> None:
        self._begin()
        super().executemany(query, rows)

    def copy_expert(self, *told: Any, **named: Any) -> None:
        self._begin()
        super().copy_expert(*told, **named)

    def _begin(self) -> None:
        if begin := self.connection.begin.encode() + self.connection.take_first():
            super().execute(begin)


class Connection(extensions.connection):  # type: ignore[misc]
    """
    A connection without the driver's own transactions: the server knows best.
    """

    def __init__(self, *told: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        self.autocommit = True
        self.cursor_factory = Cursor
        self._begins_so = _READ_COMMITTED
        self._first = b""
        self.kept = Kept()

    @property
    def begin(self) -> str:
        """
        Return what is to be sent before the next statement, if anything.
        """
        return self._begins_so if self.is_idle else ""

    def send_first(self, query: str, values: Any) -> None:
        """
        Send this along with the next statement, which fails where this does.
        """
        with self.cursor(cursor_factory=extensions.cursor) as cursor:
            self._first += cursor.mogrify(query, values) + b";"

    def take_first(self) -> bytes:
        """
        Return what is to be sent along, once.
        """
        first, self._first = self._first, b""
        return first

    @property
    def is_idle(self) -> bool:
        """
        Whether no transaction is open; libpq knows without asking.
        """
        status = self.get_transaction_status()
        return bool(status == extensions.TRANSACTION_STATUS_IDLE)

    def set_isolation_level(self, level: int) -> None:
        """
        Begin so from now on; the driver would begin by itself from now on.
        """
        self._begins_so = _BEGINS[level]

    def commit(self) -> None:
        if self._first:
            with self.cursor() as cursor:
                cursor.execute("SELECT 1")
        self._end(COMMIT)

    def rollback(self) -> None:
        self._first = b""
        self._end(ROLLBACK)

    def _end(self, how: str) -> None:
        if not self.is_idle:
            with self.cursor(cursor_factory=extensions.cursor) as cursor:
                cursor.execute(how)
