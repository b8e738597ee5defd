"""
The database of referrals, on SQLite and on PostgreSQL.
"""

from collections.abc import Iterator

import pytest

from shared.db.engine import make_engine
from tests.referrals.desk import Desk
from tests.support.forms import Form, migrated


@pytest.fixture(scope="session")
def form() -> Form:
    return migrated("referrals")


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    """
    Yield the desk at which everybody works, on each database.
    """
    engine = make_engine(database_url)
    yield Desk(engine)
    engine.dispose()
