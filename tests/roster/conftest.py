from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from shared.db.engine import make_engine
from tests.roster.book import Book
from tests.support.forms import Form, migrated


@pytest.fixture(scope="session")
def form() -> Form:
    return migrated("roster")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """
    Give an empty roster's database, on SQLite and then on PostgreSQL.
    """
    made = make_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture
def book(engine: Engine) -> Book:
    return Book(engine)


@pytest.fixture
def sqlite_book(sqlite_database: str) -> Iterator[Book]:
    """
    Give a roster on SQLite, for what does not touch the database's own ways.
    """
    made = make_engine(sqlite_database)
    yield Book(made)
    made.dispose()
