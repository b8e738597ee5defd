from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from shared.db.engine import make_engine
from shared.db.migrations import upgrade
from tests.roster.book import Book


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """
    Give an empty roster's database, on SQLite and then on PostgreSQL.
    """
    made = make_engine(database_url)
    upgrade(made, "roster")
    yield made
    made.dispose()


@pytest.fixture
def book(engine: Engine) -> Book:
    return Book(engine)


@pytest.fixture
def sqlite_book(tmp_path: Path) -> Iterator[Book]:
    """
    Give a roster on SQLite, for what does not touch the database's own ways.
    """
    made = make_engine(f"sqlite:///{tmp_path / 'roster.db'}")
    upgrade(made, "roster")
    yield Book(made)
    made.dispose()
