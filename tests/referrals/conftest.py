"""
The database of referrals, on SQLite and on PostgreSQL.
"""

from collections.abc import Iterator

import pytest

from shared.db.engine import make_engine
from shared.db.migrations import upgrade
from tests.referrals.desk import Desk


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    """
    Yield the desk at which everybody works, on each database.
    """
    engine = make_engine(database_url)
    upgrade(engine, "referrals")
    yield Desk(engine)
    engine.dispose()
