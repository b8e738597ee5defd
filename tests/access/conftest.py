from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from shared.db.engine import make_engine
from shared.db.migrations import ACCESS, upgrade


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """
    Give the door's database with nothing in it, on both kinds.
    """
    made = make_engine(database_url)
    upgrade(made, ACCESS)
    yield made
    made.dispose()
