"""
Whether a database has been changed, by whomever, without looking at what stands in it.
"""

from collections.abc import Hashable
from pathlib import Path

from sqlalchemy import Engine, text

from shared.db.bulk import is_file

# PostgreSQL counts for each table what was inserted, changed and deleted. The bus's own
# tables change with every message, also where nothing comes of it.
_COUNTED = text(
    "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables"
    " WHERE relname NOT IN ('outbox', 'inbox', 'answers', 'aggregate_versions')"
)


def traces_of(engine: Engine) -> Hashable:
    """
    Return something that is another when somebody has changed the database meanwhile.

    It costs the same however much is stored. PostgreSQL may be ten seconds late,
    and an SQLite file tells of changes too that nobody sees.
    """
    if is_file(engine):
        return _changed_at(engine.url.database or "")
    with engine.connect() as connection:
        counted: int | None = connection.execute(_COUNTED).scalar()
        return counted


def _changed_at(file: str) -> Hashable:
    places = [Path(file), Path(f"{file}-wal")]
    return tuple(place.stat().st_mtime_ns for place in places if place.exists())
