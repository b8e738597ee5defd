from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from shared.db.engine import make_engine
from shared.db.migrations import upgrade


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """
    Give a roster's database with an empty log, on SQLite and then on PostgreSQL.
    """
    made = make_engine(database_url)
    upgrade(made, "roster")
    yield made
    made.dispose()
