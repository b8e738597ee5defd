"""
An empty PostgreSQL database per test.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.pool import NullPool

PREFIX = "babygruppe_test_"
MADE_AT = "%Y%m%d%H%M%S"
LEFT_OVER_AFTER = timedelta(days=1)
EMPTY = "template0"
# Where nothing waits for the disk, copying files is quicker than writing all twice.
MAY_COPY_FILES = text(
    "SELECT current_setting('fsync') = 'off'"
    " AND current_setting('server_version_num')::int >= 150000"
)
NAMES = text("SELECT datname FROM pg_database WHERE starts_with(datname, :prefix)")


@contextmanager
def fresh_database(*, server_url: str, template: str = EMPTY) -> Iterator[str]:
    """
    Create a database with a name of its own; drop it afterwards, even when in use.

    It is a copy of the database that is named as its template, by default empty.

    It sorts byte by byte as SQLite does, on every machine: a test that leans on one
    server's language would fail on the next.
    """
    name = f"{PREFIX}{datetime.now(UTC):{MADE_AT}}_{secrets.token_hex(4)}"
    how = f"TEMPLATE {template} ENCODING 'UTF8' LOCALE 'C'"
    with _administration(server_url) as connection:
        if connection.scalar(MAY_COPY_FILES):
            how += " STRATEGY FILE_COPY"
        connection.execute(text(f"CREATE DATABASE {name} {how}"))
    try:
        address = make_url(server_url).set(database=name)
        yield address.render_as_string(hide_password=False)
    finally:
        with _administration(server_url) as connection:
            _drop(connection, name)


def without_waiting_for_the_disk(url: str) -> str:
    """
    Return the address for tests of what is in a database, and not of a power cut.

    A commit is as whole and as visible as ever; it takes 0.1 ms and not 4.
    """
    address = make_url(url).update_query_dict({"options": "-csynchronous_commit=off"})
    return address.render_as_string(hide_password=False)


def drop_leftovers(*, server_url: str, now: datetime) -> list[str]:
    """
    Drop what runs that were killed left behind, and return the names.

    A database younger than a day may belong to a run that is still going on.
    """
    with _administration(server_url) as connection:
        names = connection.scalars(NAMES, {"prefix": PREFIX}).all()
        left_over = [name for name in names if _is_left_over(name, now=now)]
        for name in left_over:
            _drop(connection, name)
    return left_over


def _is_left_over(name: str, *, now: datetime) -> bool:
    made_at, _, _ = name.removeprefix(PREFIX).partition("_")
    try:
        age = now - datetime.strptime(made_at, MADE_AT).replace(tzinfo=UTC)
    except ValueError:
        return False
    return age > LEFT_OVER_AFTER


def _drop(connection: Connection, name: str) -> None:
    connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))


@contextmanager
def _administration(server_url: str) -> Iterator[Connection]:
    engine = create_engine(server_url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
