from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from shared.db.engine import make_engine
from shared.kernel.ids import new_id
from tests.outreach.desk import Desk, Guest
from tests.support.forms import Form, migrated


@pytest.fixture(scope="session")
def form() -> Form:
    return migrated("outreach")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = make_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture
def desk(engine: Engine) -> Desk:
    """
    Give outreach on SQLite, and then on PostgreSQL.
    """
    return Desk(engine)


@pytest.fixture
def quick_desk(sqlite_database: str) -> Iterator[Desk]:
    """
    Give outreach on SQLite alone, for what is tried very often.
    """
    made = make_engine(sqlite_database)
    yield Desk(made)
    made.dispose()


@pytest.fixture
def mother() -> Guest:
    return Guest(id=new_id())
