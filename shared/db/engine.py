"""
An engine on SQLite or PostgreSQL that behaves the same on both.
"""

import sqlite3
import time
from typing import Any

from psycopg2 import extensions
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from shared.config import KeptFor
from shared.db.postgres import Connection

_SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
)

_POSTGRES_OPTIONS = (
    "-c statement_timeout=10s -c lock_timeout=5s "
    "-c idle_in_transaction_session_timeout=30s -c timezone=UTC"
)


# A server that is cut off without a word is found out in half a minute.
_POSTGRES_CONNECTION = {
    "connection_factory": Connection,
    "options": _POSTGRES_OPTIONS,
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}

NUMBER_KEY = "number_key"
"""Under this name the secret by which numbers are marked goes with an engine."""
KEPT_FOR = "kept_for"
"""And under this how long what is kept."""
_USED_AT = "used_at"
_A_MOMENT_AGO = 2.0  # seconds

# SQLite has one class for "the disk is full" and for "no such table".
_SQLITE_IS_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_SQLITE_IS_LOST = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
)
# https://www.postgresql.org/docs/15/errcodes-appendix.html: without resources, ended.
_POSTGRES_IS_LOST = ("53", "57P")


class NoTurn(RuntimeError):
    """
    Another transaction of this process does not end.
    """


def is_away(error: BaseException | None) -> bool:
    """
    Whether the database could not do it now: gone, full, or busy for too long.

    The same may work in a moment. Whether a commit that was under way took place is not
    known, so it has to be asked for again under the same key.
    """
    if is_lost(error) or isinstance(error, PoolTimeoutError | NoTurn):
        return True
    if not isinstance(error, OperationalError):
        return False
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code is None or code & 0xFF in _SQLITE_IS_BUSY


def is_lost(error: BaseException | None) -> bool:
    """
    Whether the database itself is gone or full, whatever one would ask of it.
    """
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    if not isinstance(error, OperationalError):
        return False
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _SQLITE_IS_LOST
    state = getattr(error.orig, "pgcode", None)
    return state is None or state.startswith(_POSTGRES_IS_LOST)


def make_engine(url: str) -> Engine:
    """
    Return an engine; SQLAlchemy never prints a row's values in its errors.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=10,
        connect_args=_POSTGRES_CONNECTION,
    )
    event.listen(engine, "connect", _note_the_time)
    event.listen(engine, "checkout", _ask_after_a_pause)
    event.listen(engine, "checkin", _note_the_time)
    return engine


def _ask_after_a_pause(connection: Any, record: Any, _fairy: Any) -> None:
    """
    Ask whether a connection still answers that has not been used for a moment.

    Where it was used just now, the way there and back would be for nothing; should the
    server go away in between, the statement fails, as it does at any other moment.

    Raises DisconnectionError; the pool then makes a new connection.
    """
    if time.monotonic() - record.info.get(_USED_AT, 0.0) < _A_MOMENT_AGO:
        return
    try:
        with connection.cursor(cursor_factory=extensions.cursor) as cursor:
            cursor.execute("SELECT 1")
    except connection.Error as error:
        raise DisconnectionError from error


def _note_the_time(_connection: Any, record: Any) -> None:
    record.info[_USED_AT] = time.monotonic()


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "checkin", _end_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # Python's driver begins transactions late and by guess; we begin them ourselves.
    connection.isolation_level = None
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    reading = connection.get_execution_options().get("reading", False)
    # A transaction that first reads and then writes may find the file locked; one that
    # says at once that it will write waits for its turn instead.
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _end_sqlite(connection: Any, _record: Any) -> None:
    # After a COMMIT that failed SQLAlchemy takes the transaction for ended; SQLite does
    # not, and would keep the whole file locked.
    if connection is not None:
        connection.rollback()


def kept_for(engine: Engine) -> KeptFor:
    """
    Return how long what is kept in this database.
    """
    told: KeptFor = engine.get_execution_options().get(KEPT_FOR, KeptFor())
    return told
