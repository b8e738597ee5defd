"""
What a transaction writes: collected, and sent together.

Where nobody else is asking, a statement costs a tenth of the way to the database and
back. PostgreSQL therefore gets all of them in one message, or in a few where there are
many rows; SQLite has no way to go.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table

from shared.db.ahead import forget_answers
from shared.db.bulk import Row, insert_of, is_file
from shared.db.compiled import compiled
from shared.db.messages import Message
from shared.db.postgres import COMMIT
from shared.db.prepared import Prepared

_NOT_WAITING = "SET LOCAL synchronous_commit TO off"

# libpq keeps as much as the longest message took, for each connection, for ever; and
# what is made and dropped in megabytes leaves holes. So many rows pay for their way.
_IN_A_MESSAGE = 250  # rows


class _Statement(NamedTuple):
    statement: Any
    values: Any
    rows: int


class Writes:
    """
    Statements in the order in which they take effect; none of them is asked anything.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: list[_Statement] = []

    def insert(self, table: Table, rows: Sequence[Row]) -> None:
        self._add(table, rows, finished=_as_it_is)

    def insert_new(self, table: Table, rows: Sequence[Row]) -> None:
        """
        Insert these rows; what stands already stays as it is.
        """
        self._add(table, rows, finished=_unless_there)

    def overwrite(
        self, table: Table, rows: Sequence[Row], *, key: Sequence[str]
    ) -> None:
        """
        Insert these rows; where their ``key`` stands already, put them in its place.
        """
        if rows:
            names = tuple(name for name in rows[0] if name not in key)
            placed = partial(_in_its_place, key=tuple(key), names=names)
            self._add(table, rows, finished=placed)

    def change(self, statement: Prepared, values: Row) -> None:
        """
        Change what stands already.
        """
        self._waiting.append(_Statement(statement.on(self._connection), values, 1))

    def send(self, *, and_commit: bool = False, may_be_lost: bool = False) -> None:
        """
        Have all of it written now.

        ``and_commit`` says that this is the end of the transaction: a server is told so
        along with it. Whoever asks for that commits the connection all the same.
        ``may_be_lost`` says that a server need not have it on its disk by then.
        """
        waiting, self._waiting = self._waiting, []
        if waiting:
            forget_answers(self._connection)
        if waiting and not is_file(self._connection):
            messages = list(_messages(waiting))
            begin = [_NOT_WAITING] if may_be_lost else []
            end = [COMMIT] if and_commit else []
            for message in messages:
                self._send_together(
                    message,
                    begin=begin if message is messages[0] else [],
                    end=end if message is messages[-1] else [],
                )
        else:
            for one in waiting:
                self._connection.execute(one.statement, one.values)

    def _add(
        self, table: Table, rows: Sequence[Row], *, finished: Callable[[Any], Any]
    ) -> None:
        for start in range(0, len(rows), _IN_A_MESSAGE):
            some = rows[start : start + _IN_A_MESSAGE]
            insert, values = insert_of(self._connection, table, some)
            self._waiting.append(_Statement(finished(insert), values, len(some)))

    def _send_together(
        self,
        message: Sequence[_Statement],
        *,
        begin: Sequence[str],
        end: Sequence[str],
    ) -> None:
        texts, values = [], []
        for one in message:
            ready = compiled(one.statement)
            texts.append(ready.text)
            values += ready.in_order(one.values)
        sent = Message.of(texts, before=begin, after=end)
        self._connection.exec_driver_sql(sent, tuple(values))


def send_first(connection: Connection, statement: Any, values: Row) -> None:
    """
    Have a server told this along with the next statement, which fails where this does.
    """
    if not connection.in_transaction():
        connection.begin()  # So that committing sends it even if nothing else does.
    ready = compiled(statement)
    driver: Any = connection.connection.dbapi_connection
    driver.send_first(ready.text, tuple(ready.in_order(values)))


def _messages(waiting: Sequence[_Statement]) -> Iterator[list[_Statement]]:
    """
    Yield what goes in one message: all of it, unless there are too many rows.
    """
    message: list[_Statement] = []
    room = _IN_A_MESSAGE
    for one in waiting:
        if one.rows > room:
            yield message
            message, room = [], _IN_A_MESSAGE
        message.append(one)
        room -= one.rows
    yield message


def _as_it_is(insert: Any) -> Any:
    return insert


@cache
def _unless_there(insert: Any) -> Any:
    return insert.on_conflict_do_nothing()


@cache
def _in_its_place(insert: Any, key: tuple[str, ...], names: tuple[str, ...]) -> Any:
    given = {name: insert.excluded[name] for name in names}
    return insert.on_conflict_do_update(index_elements=key, set_=given)
