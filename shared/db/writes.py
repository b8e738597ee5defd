"""
What a transaction writes: collected, and sent together.

Where nobody else is asking, a statement costs a tenth of the way to the database and
back. PostgreSQL therefore gets all of them in one message; SQLite has no way to go.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.postgresql import psycopg2

from shared.db.bulk import Row, insert_of, is_file
from shared.db.postgres import COMMIT
from shared.db.prepared import Prepared

_NOT_WAITING = "SET LOCAL synchronous_commit TO off"
_DIALECT = psycopg2.dialect(paramstyle="format")  # type: ignore[no-untyped-call]


class Writes:
    """
    Statements in the order in which they take effect; none of them is asked anything.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: list[tuple[Any, Any]] = []

    def insert(self, table: Table, rows: Sequence[Row]) -> None:
        if rows:
            self._waiting.append(insert_of(self._connection, table, rows))

    def insert_new(self, table: Table, rows: Sequence[Row]) -> None:
        """
        Insert these rows; what stands already stays as it is.
        """
        if rows:
            insert, values = insert_of(self._connection, table, rows)
            self._waiting.append((_unless_there(insert), values))

    def overwrite(
        self, table: Table, rows: Sequence[Row], *, key: Sequence[str]
    ) -> None:
        """
        Insert these rows; where their ``key`` stands already, put them in its place.
        """
        if rows:
            insert, values = insert_of(self._connection, table, rows)
            names = tuple(name for name in rows[0] if name not in key)
            self._waiting.append((_in_its_place(insert, tuple(key), names), values))

    def change(self, statement: Prepared, values: Row) -> None:
        """
        Change what stands already.
        """
        self._waiting.append((statement.on(self._connection), values))

    def send(self, *, and_commit: bool = False, may_be_lost: bool = False) -> None:
        """
        Have all of it written now.

        ``and_commit`` says that this is the end of the transaction: a server is told so
        along with it. Whoever asks for that commits the connection all the same.
        ``may_be_lost`` says that a server need not have it on its disk by then.
        """
        waiting, self._waiting = self._waiting, []
        if waiting and not is_file(self._connection):
            self._send_together(
                waiting,
                begin=[_NOT_WAITING] if may_be_lost else [],
                end=[COMMIT] if and_commit else [],
            )
        else:
            for statement, values in waiting:
                self._connection.execute(statement, values)

    def _send_together(
        self,
        waiting: Sequence[tuple[Any, Any]],
        *,
        begin: Sequence[str],
        end: Sequence[str],
    ) -> None:
        texts, values = list(begin), []
        for statement, told in waiting:
            compiled = _compiled(statement)
            texts.append(compiled.string)
            values += _in_order(compiled, told)
        self._connection.exec_driver_sql(";\n".join([*texts, *end]), tuple(values))


@cache
def _compiled(statement: Any) -> Any:
    return statement.compile(dialect=_DIALECT)


def _in_order(compiled: Any, values: Any) -> list[Any]:
    """
    Return the values as they stand in the statement, each as its type sends it.
    """
    sent_as = compiled._bind_processors  # noqa: SLF001 - executing would do the same.
    return [
        sent_as[name](values[name]) if name in sent_as else values[name]
        for name in compiled.positiontup
    ]


@cache
def _unless_there(insert: Any) -> Any:
    return insert.on_conflict_do_nothing()


@cache
def _in_its_place(insert: Any, key: tuple[str, ...], names: tuple[str, ...]) -> Any:
    given = {name: insert.excluded[name] for name in names}
    return insert.on_conflict_do_update(index_elements=key, set_=given)
