from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from shared.db.engine import make_engine
from shared.db.migrations import upgrade
from tests.notifications.desk import Desk


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """
    Give a migrated database of notifications: on SQLite, then on PostgreSQL.
    """
    made = make_engine(database_url)
    upgrade(made, "notifications")
    yield made
    made.dispose()


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return Desk(engine)
