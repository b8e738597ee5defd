from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from shared.db.engine import make_engine
from tests.support.forms import Form, migrated


@pytest.fixture(scope="session")
def form() -> Form:
    return migrated("roster")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """
    Give a roster's database with an empty log, on SQLite and then on PostgreSQL.
    """
    made = make_engine(database_url)
    yield made
    made.dispose()
