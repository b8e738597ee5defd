"""
Questions asked ahead: what they save, and what they must not change.
"""

from importlib import import_module
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Float,
    Integer,
    MetaData,
    Table,
    bindparam,
    event,
    select,
)

from shared.bus.topology import SERVICES
from shared.bus.unit_of_work import UnitOfWork
from shared.db.ahead import Question, answer_to, ask_ahead
from shared.db.bulk import among, keys_for
from shared.db.compiled import NotAsOneText, compiled
from shared.db.engine import make_engine
from shared.db.prepared import Prepared
from shared.db.writes import Writes
from shared.kernel.ids import new_id
from tests.db.test_writes import metadata, rows, things, with_ids

BY_ID = Prepared(lambda on: things.select().where(among(things.c.id, on=on)))
BY_NUMBER = Prepared(
    lambda _on: (
        select(things.c.id, things.c.name)
        .where(things.c.number == bindparam("number", type_=Integer))
        .order_by(things.c.id)
    )
)
on_server = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


def by_id(connection: Connection, *keys: Any, writing: bool = False) -> Question:
    query = BY_ID.on(connection, writing=writing)
    return Question(query, keys_for(connection, keys))


def by_number(connection: Connection, number: int) -> Question:
    return Question(BY_NUMBER.on(connection), {"number": number})


def made(database_url: str) -> Engine:
    engine = make_engine(database_url)
    metadata.create_all(engine)
    return engine


def written(engine: Engine, *told: dict[str, Any]) -> None:
    with engine.begin() as connection:
        for one in told:
            connection.execute(things.insert(), one)


class TestAskAhead:
    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(told=st.lists(rows, min_size=1, max_size=4))
    @on_server
    def test_answers_what_asking_would(self, database_url: str, told: list[Any]):
        """
        Every kind of value is read as if it had been asked for alone.
        """
        engine = made(database_url)
        things_told = with_ids(told)
        written(engine, *things_told)

        with engine.connect() as connection:
            question = by_id(connection, *(one["id"] for one in things_told))
            alone = connection.execute(question.statement, question.values).all()
            ask_ahead(connection, [question, by_number(connection, 1)])
            ahead = answer_to(connection, question)

        assert [one._mapping for one in ahead] == [one._mapping for one in alone]
        engine.dispose()

    def test_goes_one_way_and_answers_each_question_once(self, database_url: str):
        """
        A server is asked once for all; asked again, it is asked anew. SQLite is asked
        when the answer is wanted.
        """
        engine = made(database_url)
        id_ = new_id()
        written(engine, {"id": id_, "number": 7})
        sent: list[str] = []
        event.listen(
            engine, "before_cursor_execute", lambda *told: sent.append(told[2])
        )

        with engine.connect() as connection:
            questions = [by_id(connection, id_), by_number(connection, 7)]
            ask_ahead(connection, questions)
            answers = [answer_to(connection, one) for one in questions]
            ways = len([one for one in sent if "SELECT" in one])
            answer_to(connection, questions[0])
            ways_then = len([one for one in sent if "SELECT" in one])

        on_file = engine.dialect.name == "sqlite"
        assert (ways, ways_then) == ((2, 3) if on_file else (1, 2))
        assert [[row.id for row in answer] for answer in answers] == [[id_], [id_]]
        engine.dispose()

    def test_is_forgotten_when_something_is_written(self, database_url: str):
        """
        What a transaction has written itself is found by what it asks after.
        """
        engine = made(database_url)
        id_ = new_id()

        with engine.connect() as connection:
            questions = [by_id(connection, id_), by_number(connection, 7)]
            ask_ahead(connection, questions)
            writes = Writes(connection)
            writes.insert(things, [{"id": id_, "number": 7}])
            writes.send()
            found = [len(answer_to(connection, one)) for one in questions]

        assert found == [1, 1]
        engine.dispose()

    @on_server
    def test_reads_what_hangs_below_after_waiting_for_the_lock(self, database_url: str):
        """
        Whoever waits for a row reads it, and what hangs below it, as the one before
        has left them.
        """
        engine, colleague = made(database_url), make_engine(database_url)
        above, below = new_id(), new_id()
        written(engine, {"id": above, "name": "old"}, {"id": below, "number": 1})
        heard: list[Any] = []

        def ask() -> None:
            with colleague.connect() as connection:
                questions = [
                    by_id(connection, above, writing=True),
                    by_number(connection, 2),
                ]
                ask_ahead(connection, questions)
                heard.extend(answer_to(connection, one) for one in questions)

        with engine.connect() as connection:
            locked = by_id(connection, above, writing=True)
            connection.execute(locked.statement, locked.values)
            asking = Thread(target=ask)
            asking.start()
            asking.join(timeout=0.3)
            has_waited = asking.is_alive()
            connection.execute(
                things.update().where(things.c.id == above).values(name="new")
            )
            connection.execute(
                things.update().where(things.c.id == below).values(number=2)
            )
            connection.commit()
        asking.join()

        assert has_waited
        assert [[row.name for row in heard[0]], [row.id for row in heard[1]]] == [
            ["new"],
            [below],
        ]
        engine.dispose()
        colleague.dispose()

    @on_server
    def test_refuses_a_kind_of_value_that_nobody_reads(self, database_url: str):
        """
        Nothing is guessed: a new kind of column says so at once.
        """
        floats = Table("floats", MetaData(), Column("number", Float))
        engine = make_engine(database_url)
        with engine.connect() as connection:
            question = Question(floats.select(), {})
            with pytest.raises(TypeError, match="Float"):
                ask_ahead(connection, [question, by_number(connection, 1)])
        engine.dispose()

    def test_refuses_a_statement_whose_text_depends_on_its_values(self):
        """
        It could not be prepared.
        """
        with pytest.raises(NotAsOneText):
            compiled(things.select().where(things.c.number.in_([1, 2])))

    @pytest.mark.parametrize("service", SERVICES)
    @on_server
    def test_knows_the_tables_of_every_service(self, database_url: str, service: str):
        """
        What an event will touch can be asked ahead in every repository there is.
        """
        storage = import_module(f"services.{service}.storage.tables")
        module = import_module(f"services.{service}.storage.unit_of_work")
        (work,) = (
            one
            for one in vars(module).values()
            if isinstance(one, type)
            and issubclass(one, UnitOfWork)
            and one is not UnitOfWork
        )
        engine = make_engine(database_url)
        storage.metadata.create_all(engine)

        with engine.connect() as connection:
            questions = [
                question
                for kind in work.repositories.values()
                for question in kind(connection, writing=True).questions([new_id()])
            ]
            ask_ahead(connection, questions)
            answers = [answer_to(connection, one) for one in questions]

        assert len(questions) >= len(work.repositories)
        assert answers == [[]] * len(questions)
        engine.dispose()
