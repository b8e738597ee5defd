"""
Questions asked ahead: several in one message, each answered as if asked alone.

Where nobody else is asking, the way to PostgreSQL and back costs more than the answer.
Whoever knows what a transaction will ask lets it be asked together; the repositories
then find the answers there, and ask for themselves whatever was not foreseen. The
statements run one after the other, each with a view of its own: a row that is locked
first is read as it is after the waiting, and so is what hangs below it.

The driver hands over the last answer of a message only. So each answer is put aside on
the server, as JSON, until the last statement brings them all.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID
from weakref import WeakKeyDictionary

import msgspec
from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Date,
    Integer,
    LargeBinary,
    Row,
    String,
    Time,
    Uuid,
)
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData
from sqlalchemy.types import TypeEngine

from shared.db.boundary import as_narrowed, values_within
from shared.db.bulk import is_file
from shared.db.compiled import compiled
from shared.db.messages import Message
from shared.db.types import UTCDateTime

Rows = Sequence[Row[Any]]


class Question(NamedTuple):
    """
    A statement that is built once, and the values of this time.
    """

    statement: Any
    values: Mapping[str, Any]

    @property
    def name(self) -> tuple[int, str]:
        return id(self.statement), repr(sorted(self.values.items()))


class _Put(NamedTuple):
    """
    The statements of a message with what reads their answers.
    """

    message: Message
    readers: Sequence[Callable[[str], Rows]]


_ANSWERS: WeakKeyDictionary[Connection, dict[tuple[int, str], Rows]] = (
    WeakKeyDictionary()
)


def ask_ahead(connection: Connection, questions: Sequence[Question]) -> None:
    """
    Ask all these on one way, in this order, and keep the answers until they are wanted.

    SQLite has no way to go. Each of a server's answers is given once, and none is given
    after something was written.
    """
    if is_file(connection):
        return
    known = _ANSWERS.setdefault(connection, {})
    new = {name: one for one in questions if (name := one.name) not in known}
    if len(new) > 1:
        narrowed = [_narrowed(connection, one) for one in new.values()]
        answers = _answered_together(connection, narrowed)
        known |= zip(new, answers, strict=True)


def answer_to(connection: Connection, question: Question) -> Rows:
    """
    Return what was answered ahead, or ask now.
    """
    known = _ANSWERS.get(connection)
    if known and (found := known.pop(question.name, None)) is not None:
        return found
    return connection.execute(question.statement, question.values).all()


def _narrowed(connection: Connection, question: Question) -> Question:
    """
    Return what may be asked on this connection; asked alone it is narrowed by itself.
    """
    statement = as_narrowed(connection, question.statement)
    return Question(statement, {**question.values, **values_within(connection)})


def forget_answers(connection: Connection) -> None:
    """
    Forget what was answered: after something is written it may not be so any more.
    """
    _ANSWERS.pop(connection, None)


def _answered_together(
    connection: Connection, questions: Sequence[Question]
) -> list[Rows]:
    put = _put(tuple(one.statement for one in questions))
    values: list[Any] = []
    for one in questions:
        values += compiled(one.statement).in_order(one.values)
    answers = connection.exec_driver_sql(put.message, tuple(values)).one()
    return [read(answer) for read, answer in zip(put.readers, answers, strict=True)]


@cache
def _put(statements: Sequence[Any]) -> _Put:
    texts = [compiled(one).text for one in statements]
    places = [f"babygruppe.answer_{number}" for number in range(len(texts) - 1)]
    told = "(SELECT coalesce(json_agg(a), '[]')::text FROM a)"
    aside = [
        f"WITH a AS ({text}) SELECT set_config('{place}', {told}, true)"
        for text, place in zip(texts[:-1], places, strict=True)
    ]
    brought = ", ".join(f"current_setting('{place}')" for place in places)
    last = f"WITH a AS ({texts[-1]}) SELECT {brought}, {told}"
    return _Put(Message.of([*aside, last]), [_reader(one) for one in statements])


def _reader(statement: Any) -> Callable[[str], Rows]:
    columns = {one.name: _read_as(one.type) for one in statement.exported_columns}
    names = list(columns)
    told = SimpleResultMetaData(names)

    def read(text: str) -> Rows:
        found = msgspec.json.decode(text)
        rows = (
            tuple(_value(columns[name], row[name]) for name in names) for row in found
        )
        answer: Rows = list(IteratorResult(told, rows))
        return answer

    return read


def _value(read_as: Callable[[Any], Any] | None, value: Any) -> Any:
    return value if value is None or read_as is None else read_as(value)


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.removeprefix("\\x"))


_READ_AS: tuple[tuple[type[TypeEngine[Any]], Callable[[Any], Any] | None], ...] = (
    (Uuid, UUID),
    (UTCDateTime, _moment),
    (Date, dt.date.fromisoformat),
    (Time, dt.time.fromisoformat),
    (LargeBinary, _bytes),
    *((kind, None) for kind in (String, Integer, Boolean, JSON)),
)


def _read_as(kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    """
    Return how a value of this type comes out of JSON, or None where it already is.

    Raises TypeError where nobody has thought of it yet.
    """
    for known, read_as in _READ_AS:
        if isinstance(kind, known):
            return read_as
    raise TypeError(f"Nobody reads {type(kind).__name__} out of JSON yet.")
