from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from shared.db.engine import make_engine
from shared.db.migrations import upgrade
from shared.kernel.ids import new_id
from tests.outreach.desk import Desk, Guest


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = make_engine(database_url)
    upgrade(made, "outreach")
    yield made
    made.dispose()


@pytest.fixture
def desk(engine: Engine) -> Desk:
    """
    Give outreach on SQLite, and then on PostgreSQL.
    """
    return Desk(engine)


@pytest.fixture
def quick_desk(tmp_path: Path) -> Iterator[Desk]:
    """
    Give outreach on SQLite alone, for what is tried very often.
    """
    made = make_engine(f"sqlite:///{tmp_path / 'outreach.db'}")
    upgrade(made, "outreach")
    yield Desk(made)
    made.dispose()


@pytest.fixture
def mother() -> Guest:
    return Guest(id=new_id())
