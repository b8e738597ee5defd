"""
Many rows in one statement, as quickly as each database can take them.

PostgreSQL gets a column as one array, so that neither we nor it has to deal with
thousands of single parameters: a batch of 500 rows costs a fifth. A few rows it takes
quicker as they are.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Connection,
    Engine,
    String,
    Table,
    Text,
    Uuid,
    any_,
    bindparam,
    func,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeEngine

Row = Mapping[str, Any]

_FEW = 4  # rows

# As digits, a UUID is quicker to send; the cast in the statement makes it one again.
_UUID_AS_TEXT = Uuid(as_uuid=False)


def insert_of(connection: Connection, table: Table, rows: Sequence[Row]) -> Any:
    """
    Return the dialect's own ``insert``, which knows ``ON CONFLICT``, and its values.

    There is at least one row, and all rows name the same columns.

    Raises ValueError where there is none.
    """
    if not rows:
        raise ValueError("There is no row to insert.")
    if is_file(connection):
        return _insert_a_row(table), rows
    names = tuple(rows[0])
    if len(rows) <= _FEW:
        return _insert_values(table, names, len(rows)), _numbered(rows)
    values = {name: _column(table.c[name], rows) for name in names}
    return _insert_from_arrays(table, names), values


def among(column: ColumnElement[UUID], *, on: Connection) -> ColumnElement[bool]:
    """
    Return the condition that this column is one of ``keys``, which come with each call.

    Whoever asks often keeps the query: to build one takes longer than to answer it.
    """
    if is_file(on):
        return column.in_(bindparam("keys", expanding=True))
    return column == any_(bindparam("keys", type_=ARRAY(_UUID_AS_TEXT)))


def keys_for(connection: Connection, keys: Collection[UUID]) -> dict[str, list[Any]]:
    """
    Return these as the values of a query with ``among`` in it.
    """
    if is_file(connection):
        return {"keys": list(keys)}
    return {"keys": [key.hex for key in keys]}


def is_file(database: Connection | Engine) -> bool:
    """
    Whether the database is SQLite's file and not a server.
    """
    return database.dialect.name == "sqlite"


def _column(column: Column[Any], rows: Sequence[Row]) -> list[Any]:
    name = column.name
    if isinstance(column.type, Uuid):
        return [None if row[name] is None else row[name].hex for row in rows]
    return [row[name] for row in rows]


@cache
def _insert_a_row(table: Table) -> Any:
    return sqlite.insert(table)


def _numbered(rows: Sequence[Row]) -> Row:
    return {
        f"{name}_{number}": value
        for number, row in enumerate(rows)
        for name, value in row.items()
    }


@cache
def _insert_values(table: Table, names: tuple[str, ...], number: int) -> Any:
    rows = [
        {name: bindparam(f"{name}_{one}", type_=table.c[name].type) for name in names}
        for one in range(number)
    ]
    # Of a list of rows SQLAlchemy would build the statement anew each time.
    return postgresql.insert(table).values(rows[0] if number == 1 else rows)


@cache
def _insert_from_arrays(table: Table, names: tuple[str, ...]) -> Any:
    arrays = [_array(table.c[name]) for name in names]
    given = func.unnest(*arrays).table_valued(*names).render_derived()
    return postgresql.insert(table).from_select(names, select(*given.columns))


def _array(column: Column[Any]) -> ColumnElement[Any]:
    return bindparam(column.name, type_=ARRAY(_sent(column.type), dimensions=1))


def _sent(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """
    Return the type under which a column's values travel.

    SQLAlchemy casts the array to it: a cast to VARCHAR(n) would cut a text that is too
    long, where the column itself refuses it.
    """
    if isinstance(kind, Uuid):
        return _UUID_AS_TEXT
    return Text() if isinstance(kind, String) else kind
