"""
Fill a database that the product's own migrations have made, without a service.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

from tests.bench.bare_chain import connect_to_database
from tests.bench.growth_tables import OUTREACH, OUTREACH_WEEK, ROSTER, ROSTER_WEEK
from tests.bench.growth_town import IN_A_GROUP, WEEKS, Town

_STATEMENTS = {"roster": (ROSTER, ROSTER_WEEK), "outreach": (OUTREACH, OUTREACH_WEEK)}
_GREAT = {"roster": ("attendances",), "outreach": ("attendances", "follow_ups")}

# The rows are right by construction, so no foreign key is looked up for each of them.
_QUICK = """
SET LOCAL session_replication_role = replica;
SET LOCAL work_mem = '256MB';
SET LOCAL maintenance_work_mem = '1GB';
SET LOCAL jit = off;
SET LOCAL timezone = 'UTC';
"""
_INDEXES = """
SELECT indexdef FROM pg_indexes
WHERE schemaname = 'public' AND tablename = %s ORDER BY indexname
"""
_PLAIN_INDEXES = """
SELECT index.relname, pg_get_indexdef(index.oid)
FROM pg_index JOIN pg_class AS index ON index.oid = indexrelid
WHERE indrelid = %s::regclass
  AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""
# A key that another table points to cannot be taken away.
_KEYS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint AS own
WHERE conrelid = %s::regclass AND contype = 'p'
  AND NOT EXISTS (
    SELECT FROM pg_constraint WHERE contype = 'f' AND confrelid = own.conrelid)
"""


class IndexesDiffer(Exception):
    """
    The filled table has not the indexes that the migrations gave it.
    """


def fill(database_url: str, service: str, town: Town) -> None:
    """
    Put a town into the database of a service, and let PostgreSQL count what it has.

    Raises IndexesDiffer.
    """
    with closing(connect_to_database(database_url)) as database:
        with database, database.cursor() as cursor:
            _put_in(cursor, service, town)
        database.autocommit = True
        with database.cursor() as cursor:
            # What autovacuum would do soon, and in the middle of the measurement.
            cursor.execute("VACUUM ANALYZE")


def _put_in(cursor: Any, service: str, town: Town) -> None:
    once, weekly = _STATEMENTS[service]
    for statement in (_QUICK, town.as_sql()):
        cursor.execute(statement)
    with _without_indexes(cursor, _GREAT[service]):
        for statement in once:
            cursor.execute(
                statement.format(last_day=town.last_day, in_a_group=IN_A_GROUP)
            )
        for week in reversed(range(WEEKS)):
            cursor.execute(weekly.format(week=week))


@contextmanager
def _without_indexes(cursor: Any, tables: Sequence[str]) -> Iterator[None]:
    """
    Take the indexes away and make them again, as they were, from sorted rows.

    Raises IndexesDiffer.
    """
    before = {table: _asked(cursor, _INDEXES, table) for table in tables}
    again = [one for table in tables for one in _take_away(cursor, table)]
    yield
    for statement in again:
        cursor.execute(statement)
    after = {table: _asked(cursor, _INDEXES, table) for table in tables}
    if after != before:
        raise IndexesDiffer(f"{before} {after}")


def _take_away(cursor: Any, table: str) -> Iterator[str]:
    """
    Yield the statements that bring them back.
    """
    for name, definition in _asked(cursor, _KEYS, table):
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"
    for name, definition in _asked(cursor, _PLAIN_INDEXES, table):
        cursor.execute(f"DROP INDEX {name}")
        yield definition


def _asked(cursor: Any, query: str, table: str) -> list[tuple[str, ...]]:
    cursor.execute(query, (table,))
    rows: list[tuple[str, ...]] = cursor.fetchall()
    return rows
