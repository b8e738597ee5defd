"""
Only looking.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine

from shared.db.bulk import is_file


@contextmanager
def reading(engine: Engine, *, at_one_moment: bool = False) -> Iterator[Connection]:
    """
    Look without a lock: nobody has to wait.

    PostgreSQL answers each query with what is committed by then, and no way is gone to
    begin or to end; ``at_one_moment`` says that all are to see the same. SQLite shows
    one moment by itself.
    """
    told: dict[str, Any] = {"reading": True}
    if not is_file(engine):
        level = "REPEATABLE READ" if at_one_moment else "AUTOCOMMIT"
        told["isolation_level"] = level
    with engine.connect().execution_options(**told) as connection:
        yield connection
