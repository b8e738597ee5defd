"""
Tests of the empty database per test.
"""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, inspect, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from tests.support.databases import MADE_AT, PREFIX, drop_leftovers, fresh_database

NOW = datetime.now(UTC)
TWO_DAYS_AGO = NOW - timedelta(days=2)
AN_HOUR_AGO = NOW - timedelta(hours=1)


def connect(url):
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    return engine.connect()


@pytest.fixture
def database_made_at(postgres_url):
    """
    Create databases as a run at another time would have, and drop them for sure.
    """
    names = []

    def create(moment):
        name = f"{PREFIX}{moment:{MADE_AT}}_{len(names)}"
        names.append(name)
        with connect(postgres_url) as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        return name

    yield create
    with connect(postgres_url) as connection:
        for name in names:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))


class TestFreshDatabase:
    def test_is_empty(self, postgres_database):
        """
        No test sees what another one wrote.
        """
        with connect(postgres_database) as connection:
            assert inspect(connection).get_table_names() == []

    def test_has_a_name_of_its_own(self, postgres_url, postgres_database):
        """
        A test may take several, as each service has its own database.
        """
        with fresh_database(server_url=postgres_url) as another:
            assert make_url(another).database != make_url(postgres_database).database

    def test_is_dropped_even_when_somebody_still_uses_it(self, postgres_url):
        """
        A service that a test left running cannot keep it alive.
        """
        with fresh_database(server_url=postgres_url) as url:
            still_open = connect(url)

        with pytest.raises(OperationalError, match="does not exist"):
            connect(url)
        still_open.invalidate()
        still_open.close()

    def test_sorts_the_same_on_every_machine(self, postgres_database):
        """
        Byte by byte, as SQLite does: the order of names is the pages' business.
        """
        words = text(
            "SELECT w FROM (VALUES ('b'), ('B'), ('å'), ('a')) v(w) ORDER BY w"
        )

        with connect(postgres_database) as connection:
            assert connection.scalars(words).all() == ["B", "a", "b", "å"]


class TestDropLeftovers:
    def test_drops_what_a_killed_run_left_behind(self, postgres_url, database_made_at):
        """
        A run that was killed could not drop its databases itself.
        """
        left_over = database_made_at(TWO_DAYS_AGO)

        assert left_over in drop_leftovers(server_url=postgres_url, now=NOW)

    def test_spares_a_run_that_may_still_go_on(self, postgres_url, database_made_at):
        """
        Two runs may use one server at the same time.
        """
        in_use = database_made_at(AN_HOUR_AGO)

        assert in_use not in drop_leftovers(server_url=postgres_url, now=NOW)
