from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from shared.db.engine import make_engine
from shared.db.migrations import ACCESS
from tests.support.forms import Form, migrated


@pytest.fixture(scope="session")
def form() -> Form:
    return migrated(ACCESS)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """
    Give the door's database with nothing in it, on both kinds.
    """
    made = make_engine(database_url)
    yield made
    made.dispose()
