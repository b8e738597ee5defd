"""
What a connection prepares, and what it sends along.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, Table, Uuid
from sqlalchemy.exc import IntegrityError

from shared.db.engine import make_engine
from shared.db.writes import Writes, send_first
from shared.kernel.ids import new_id

pytestmark = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)

metadata = MetaData()
things = Table(
    "things",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Integer, nullable=False),
)
INSERT = things.insert()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = make_engine(database_url)
    metadata.create_all(made)
    yield made
    made.dispose()


def write(connection: Connection, *numbers: int, id_: Any = None) -> None:
    writes = Writes(connection)
    for number in numbers:
        writes.insert(things, [{"id": id_ or new_id(), "number": number}])
    writes.send(and_commit=True)
    connection.commit()


def prepared(connection: Connection) -> int:
    query = "SELECT count(*) FROM pg_prepared_statements"
    return int(connection.exec_driver_sql(query).scalar_one())


def numbers_in(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        return sorted(connection.execute(things.select()).scalars(1))


class TestPrepared:
    def test_is_planned_once_on_a_connection(self, engine: Engine):
        """
        The same statement, in one message or in many, is prepared once.
        """
        with engine.connect() as connection:
            write(connection, 1, 2)
            write(connection, 3)
            assert prepared(connection) == 1

        assert numbers_in(engine) == [1, 2, 3]

    def test_is_used_after_an_error(self, engine: Engine):
        """
        A message that fails, the first time or later, leaves the next ones working.
        """
        id_ = new_id()
        with engine.connect() as connection:
            for number in (1, 2, 3):
                with pytest.raises(IntegrityError):
                    write(connection, number, number, id_=id_)
                connection.rollback()
            write(connection, 4)
            with pytest.raises(IntegrityError):
                write(connection, 5, 5, id_=id_)
            connection.rollback()
            write(connection, 6)

        assert numbers_in(engine) == [4, 6]


class TestSendFirst:
    def test_goes_along_with_the_next_statement(self, engine: Engine):
        """
        It needs no way of its own, and its values may hold what others use as a place.
        """
        with engine.connect() as connection:
            send_first(connection, INSERT, {"id": new_id(), "number": 1})
            found = connection.execute(things.select()).all()
            connection.commit()

        assert [row.number for row in found] == [1]
        assert numbers_in(engine) == [1]

    def test_fails_the_statement_it_goes_along_with(self, engine: Engine):
        """
        Nothing of a transaction stands whose first statement did not work.
        """
        told = {"id": new_id(), "number": 1}
        with engine.begin() as connection:
            connection.execute(INSERT, told)

        with engine.connect() as connection:
            send_first(connection, INSERT, told)
            with pytest.raises(IntegrityError):
                write(connection, 2)

        assert numbers_in(engine) == [1]

    def test_is_sent_by_a_commit_and_dropped_by_a_rollback(self, engine: Engine):
        """
        What nothing else follows is committed all the same; what is undone never goes.
        """
        with engine.connect() as connection:
            send_first(connection, INSERT, {"id": new_id(), "number": 1})
            connection.commit()
            send_first(connection, INSERT, {"id": new_id(), "number": 2})
            connection.rollback()
            send_first(connection, INSERT, {"id": new_id(), "number": 3})
        with engine.begin() as connection:
            connection.execute(INSERT, {"id": new_id(), "number": 4})

        assert numbers_in(engine) == [1, 4]
