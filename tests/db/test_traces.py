"""
Counting by a code, and seeing that somebody has changed something; on both databases.
"""

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, insert

from shared.db.counts import counts_by
from shared.db.engine import make_engine
from shared.db.traces import traces_of
from tests.support.bus import eventually

metadata = MetaData()
marks = Table(
    "marks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("outcome", String(20)),
)
outbox = Table("outbox", metadata, Column("id", Integer, primary_key=True))
STATISTICS_ARRIVE = 15.0  # seconds


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = make_engine(database_url)
    metadata.create_all(made)
    yield made
    made.dispose()


class TestCounts:
    def test_are_told_for_each_code(self, engine: Engine):
        """
        One query, each code with its number; the condition holds for all.
        """
        with engine.begin() as connection:
            rows = ["attended", "attended", "missed", "excused"]
            connection.execute(insert(marks), [{"outcome": one} for one in rows])
            seen = counts_by(
                connection, marks.c.outcome, marks.c.outcome.in_(["attended", "missed"])
            )

        assert seen == {"attended": 2, "missed": 1}


class TestTraces:
    def test_are_others_when_another_process_has_written(
        self, engine: Engine, database_url: str
    ):
        """
        Whoever wrote, by whatever engine: it shows, without looking at what it was.
        """
        other = make_engine(database_url)
        time.sleep(0.05)  # A file's time is as fine as the system's clock ticks.
        before = traces_of(engine)

        with other.begin() as connection:
            connection.execute(insert(marks), [{"outcome": "attended"}])
        other.dispose()

        assert eventually(lambda: traces_of(engine) != before, within=STATISTICS_ARRIVE)

    def test_stay_the_same_while_nothing_is_written(self, engine: Engine):
        """
        Looking alone leaves no trace.
        """
        with engine.begin() as connection:
            connection.execute(insert(marks), [{"outcome": "attended"}])
        engine.dispose()  # PostgreSQL counts at the latest when somebody leaves.
        time.sleep(1.5)
        look_at(engine)
        before = traces_of(engine)
        look_at(engine)

        assert traces_of(engine) == before


def look_at(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(marks.select()).all()
