from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from shared.db.engine import make_engine
from tests.notifications.desk import Desk
from tests.support.forms import Form, migrated


@pytest.fixture(scope="session")
def form() -> Form:
    return migrated("notifications")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """
    Give a migrated database of notifications: on SQLite, then on PostgreSQL.
    """
    made = make_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return Desk(engine)


@pytest.fixture
def quick_desk(sqlite_database: str) -> Iterator[Desk]:
    """
    Give notifications on SQLite alone, for what is tried very often.
    """
    made = make_engine(sqlite_database)
    yield Desk(made)
    made.dispose()
