from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, ForeignKey, MetaData, Table, Uuid
from sqlalchemy.exc import IntegrityError, StatementError

from shared.db.engine import make_engine
from shared.db.types import UTCDateTime
from shared.kernel.ids import new_id

metadata = MetaData()
moments = Table(
    "moments",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("at", UTCDateTime, nullable=False),
)


class TestUTCDateTime:
    def test_comes_back_as_the_same_aware_moment(self, database_url: str):
        """
        SQLite forgets the zone; nobody notices. Another zone is stored as UTC.
        """
        engine = make_engine(database_url)
        metadata.create_all(engine)
        east = datetime(
            2026, 6, 1, 12, 30, 15, 250, tzinfo=timezone(timedelta(hours=2))
        )

        with engine.begin() as connection:
            connection.execute(moments.insert(), {"id": new_id(), "at": east})
            stored = connection.execute(moments.select()).one().at

        assert stored == east
        assert stored.tzinfo is UTC
        engine.dispose()

    def test_refuses_a_moment_without_a_zone(self, database_url: str):
        """
        A naive time means another moment on every machine.
        """
        engine = make_engine(database_url)
        metadata.create_all(engine)
        naive = datetime(2026, 6, 1, 12)  # noqa: DTZ001 - that is what is refused.

        with engine.begin() as connection, pytest.raises(StatementError):
            connection.execute(moments.insert(), {"id": new_id(), "at": naive})
        engine.dispose()


class TestEngine:
    def test_never_shows_a_row_in_an_error(self, database_url: str):
        """
        An error's text goes to logs; what was written does not.
        """
        engine = make_engine(database_url)
        metadata.create_all(engine)
        row = {"id": new_id(), "at": datetime(2026, 6, 1, 12, tzinfo=UTC)}

        with engine.begin() as connection:
            connection.execute(moments.insert(), row)
        with engine.connect() as connection, pytest.raises(IntegrityError) as caught:
            connection.execute(moments.insert(), row)

        assert "hidden" in str(caught.value)
        assert "2026-06-01" not in str(caught.value).replace(str(caught.value.orig), "")
        engine.dispose()


class TestFailedCommit:
    def test_leaves_nothing_locked(self, database_url: str):
        """
        A commit that the database refuses ends its transaction; the next one begins.
        """
        engine = make_engine(database_url)
        strict = MetaData()
        parents = Table("parents", strict, Column("id", Uuid, primary_key=True))
        parent = ForeignKey("parents.id", deferrable=True, initially="DEFERRED")
        children = Table("children", strict, Column("parent_id", Uuid, parent))
        strict.create_all(engine)

        with pytest.raises(IntegrityError), engine.begin() as connection:
            connection.execute(children.insert(), {"parent_id": new_id()})
        with engine.begin() as connection:
            connection.execute(parents.insert(), {"id": new_id()})
            left = connection.execute(children.select()).all()

        assert left == []
        engine.dispose()
