"""
An engine on SQLite or PostgreSQL that behaves the same on both.
"""

from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url

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


def make_engine(url: str) -> Engine:
    """
    Return an engine; SQLAlchemy never prints a row's values in its errors.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    return create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=10,
        connect_args={"options": _POSTGRES_OPTIONS, "connect_timeout": 5},
    )


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
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
