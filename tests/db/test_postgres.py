"""
A connection that begins with its first statement, and may end with its last.
"""

from collections.abc import Iterator

import pytest
from psycopg2.extensions import TRANSACTION_STATUS_IDLE
from sqlalchemy import Column, Engine, Integer, MetaData, Table, Uuid, event, select
from sqlalchemy.exc import IntegrityError, ProgrammingError

from shared.db import engine as engines
from shared.db.engine import make_engine
from shared.db.postgres import COMMIT
from shared.db.reading import reading
from shared.db.writes import Writes
from shared.kernel.ids import new_id

pytestmark = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)

metadata = MetaData()
things = Table(
    "things",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Integer),
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = make_engine(database_url)
    metadata.create_all(made)
    yield made
    made.dispose()


def number_of_things(engine: Engine) -> int:
    with engine.connect() as connection:
        return len(connection.execute(select(things)).all())


class TestConnection:
    def test_begins_with_its_first_statement(self, engine: Engine):
        """
        What was not committed is undone, whatever kind of statement came first.
        """
        one, two = ({"id": new_id(), "number": each} for each in (1, 2))
        upsert = things.update().where(things.c.number == 0).values(number=1)

        for first in (
            lambda it: it.execute(things.insert(), [one, two]),
            lambda it: it.execute(things.insert().values(**one)),
            lambda it: it.execute(upsert),
            lambda it: it.exec_driver_sql(
                "INSERT INTO things VALUES (%s, %s)", [(new_id().hex, 1)] * 1
            ),
            lambda it: it.connection.cursor().executemany(
                "INSERT INTO things VALUES (%s, %s)",
                [(new_id().hex, 1), (new_id().hex, 2)],
            ),
        ):
            with engine.connect() as connection:
                first(connection)
                connection.execute(things.insert().values(id=new_id()))
                connection.rollback()

        assert number_of_things(engine) == 0

    def test_is_usable_after_a_refusal(self, engine: Engine):
        """
        A statement that fails, as the first or later, leaves nothing open behind it.
        """
        for before in (0, 1):
            with engine.connect() as connection:
                for _ in range(before):
                    connection.execute(select(things))
                with pytest.raises(ProgrammingError):
                    connection.exec_driver_sql("SELECT nothing_like_this")

        with engine.begin() as connection:
            connection.execute(things.insert().values(id=new_id()))
        assert number_of_things(engine) == 1

    def test_undoes_a_part(self, engine: Engine):
        """
        A savepoint as the first statement is inside of a transaction too.
        """
        with engine.connect() as connection:
            part = connection.begin_nested()
            connection.execute(things.insert().values(id=new_id()))
            part.rollback()
            connection.execute(things.insert().values(id=new_id()))
            connection.commit()

        assert number_of_things(engine) == 1

    def test_is_asked_again_after_a_pause(
        self, engine: Engine, monkeypatch: pytest.MonkeyPatch
    ):
        """
        A connection that the server has ended is replaced before anybody uses it.
        """
        monkeypatch.setattr(engines, "_A_MOMENT_AGO", 0.0)
        with engine.connect() as connection:
            number = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        with make_engine(str(engine.url.render_as_string(False))).connect() as other:
            other.exec_driver_sql(f"SELECT pg_terminate_backend({number}, 5000)")

        assert number_of_things(engine) == 0


class TestReading:
    def test_goes_one_way_for_a_query(self, engine: Engine):
        """
        Nothing is begun and nothing is to be ended.
        """
        with reading(engine) as connection:
            connection.execute(select(things))

            driver = connection.connection.dbapi_connection
            assert driver.info.transaction_status == TRANSACTION_STATUS_IDLE

    def test_at_one_moment_sees_nothing_that_comes_after(self, engine: Engine):
        """
        What another has committed meanwhile is seen by the next who looks.
        """
        with reading(engine, at_one_moment=True) as connection:
            before = connection.execute(select(things)).all()
            with engine.begin() as other:
                other.execute(things.insert().values(id=new_id()))
            after = connection.execute(select(things)).all()

        assert before == after == []
        assert number_of_things(engine) == 1

    @pytest.mark.parametrize("at_one_moment", [True, False])
    def test_leaves_a_connection_as_it_was(
        self, engine: Engine, *, at_one_moment: bool
    ):
        """
        How one has looked does not linger: who comes next begins a transaction as ever,
        by itself, and what she does not commit is undone.
        """
        with reading(engine, at_one_moment=at_one_moment) as connection:
            connection.execute(select(things))
            first = connection.connection.dbapi_connection

        with engine.connect() as connection:
            connection.execute(things.insert().values(id=new_id()))
            level = connection.exec_driver_sql("SHOW transaction_isolation").scalar()
            assert connection.connection.dbapi_connection is first
            assert level == "read committed"
            assert first.autocommit, "the driver begins transactions of its own"
        assert number_of_things(engine) == 0


class TestWritesAndCommit:
    def test_go_in_one_message(self, engine: Engine):
        """
        The last statements and the commit are one way to the server, and then nothing
        is left to be done.
        """
        asked: list[str] = []
        with engine.connect() as connection:
            event.listen(
                engine, "before_cursor_execute", lambda *told: asked.append(told[2])
            )
            writes = Writes(connection)
            writes.insert(things, [{"id": new_id(), "number": 1}])
            writes.send(and_commit=True)

            driver = connection.connection.dbapi_connection
            assert driver.info.transaction_status == TRANSACTION_STATUS_IDLE
            assert len(asked) == 1
            assert asked[0].endswith(COMMIT)
        assert number_of_things(engine) == 1

    def test_need_not_wait_for_the_disk(self, engine: Engine):
        """
        What may be lost says so for its own transaction and for no other.
        """
        with engine.connect() as connection:
            writes = Writes(connection)
            writes.insert(things, [{"id": new_id(), "number": 1}])
            writes.send(may_be_lost=True)
            waits = connection.exec_driver_sql("SHOW synchronous_commit")
            assert waits.scalar() == "off"
            connection.commit()

            waits = connection.exec_driver_sql("SHOW synchronous_commit")
            assert waits.scalar() == "on"
        assert number_of_things(engine) == 1

    def test_commit_nothing_if_one_of_them_fails(self, engine: Engine):
        """
        What stands before the refused statement is undone with it.
        """
        taken = new_id()
        with engine.connect() as connection:
            writes = Writes(connection)
            writes.insert(things, [{"id": taken, "number": 1}])
            writes.insert(things, [{"id": taken, "number": 2}])
            with pytest.raises(IntegrityError):
                writes.send(and_commit=True)

        assert number_of_things(engine) == 0
