from datetime import UTC, datetime
from enum import StrEnum
from operator import itemgetter
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Uuid,
    event,
)
from sqlalchemy.exc import DataError, IntegrityError

from shared.db.bulk import among, keys_for
from shared.db.engine import make_engine
from shared.db.types import UTCDateTime
from shared.db.writes import Writes
from shared.kernel.ids import new_id

metadata = MetaData()
things = Table(
    "things",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("other_id", Uuid),
    Column("name", String(20)),
    Column("number", Integer),
    Column("is_so", Boolean),
    Column("at", UTCDateTime),
    Column("on", Date),
    Column("body", LargeBinary),
    Column("words", JSON),
    Column("times", Integer, nullable=False, server_default="7"),
)


class Kind(StrEnum):
    ODD = 'o"d{d}, \\N'


texts = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20
) | st.sampled_from(["NULL", "{}", '"', "\\", "a,b", "%s", Kind.ODD])
moments = st.integers(-(2**30), 2**31).map(lambda it: datetime.fromtimestamp(it, UTC))
words = st.lists(texts, max_size=3) | st.dictionaries(texts, texts, max_size=2)
rows = st.fixed_dictionaries(
    {
        "other_id": st.none() | st.uuids(),
        "name": st.none() | texts,
        "number": st.none() | st.integers(-(2**31), 2**31 - 1),
        "is_so": st.none() | st.booleans(),
        "at": st.none() | moments,
        "on": st.none() | st.dates(),
        "body": st.none() | st.binary(max_size=50),
        "words": st.lists(texts, max_size=3)
        | st.dictionaries(texts, texts, max_size=2),
    }
)


def with_ids(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": new_id(), **row} for row in told]


class TestWrites:
    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(told=st.lists(rows, min_size=1, max_size=8), times=st.integers(1, 3))
    def test_write_what_single_inserts_would(
        self, database_url: str, told: list[dict[str, Any]], times: int
    ):
        """
        Every kind of value comes back as it went in, nothing and odd texts included,
        alone or together with others; a column that is not named gets its default.
        """
        engine = make_engine(database_url)
        metadata.create_all(engine)
        written = [with_ids(told) for _ in range(times)]

        with engine.begin() as connection:
            writes = Writes(connection)
            for some in written:
                writes.insert(things, some)
            writes.send()
            read = all_among(
                connection, [row["id"] for some in written for row in some]
            )

        expected = [{**row, "times": 7} for some in written for row in some]
        assert read == sorted(expected, key=itemgetter("id"))
        engine.dispose()

    def test_take_effect_in_their_order(self, database_url: str):
        """
        What was inserted is put in another's place by what comes after it, and what
        stands already stays where only something new was to be inserted.
        """
        engine = make_engine(database_url)
        metadata.create_all(engine)
        first, second, third = new_id(), new_id(), new_id()

        with engine.begin() as connection:
            writes = Writes(connection)
            writes.insert(things, named({first: "a"}))
            writes.overwrite(things, named({first: "b", second: "c"}), key=["id"])
            writes.insert_new(things, named({second: "d", third: "100 %s"}))
            writes.send()
            read = all_among(connection, [first, second, third])

        assert {row["id"]: row["name"] for row in read} == {
            first: "b",
            second: "c",
            third: "100 %s",
        }
        engine.dispose()

    def test_without_anything_ask_nothing(self, database_url: str):
        """
        Nobody goes to the database for nothing.
        """
        engine = make_engine(database_url)
        asked: list[str] = []
        event.listen(
            engine, "before_cursor_execute", lambda *told: asked.append(told[2])
        )

        with engine.connect() as connection:
            writes = Writes(connection)
            writes.insert(things, [])
            writes.overwrite(things, [], key=["id"])
            writes.send()

        assert asked == []
        engine.dispose()

    @pytest.mark.parametrize("between", [0, 600])
    def test_are_refused_as_a_whole(self, database_url: str, between: int):
        """
        One statement that fails undoes the others with it, also those that went in a
        message before, and the error is the same as if it had come alone.
        """
        engine = make_engine(database_url)
        metadata.create_all(engine)
        taken = new_id()

        with engine.connect() as connection:
            writes = Writes(connection)
            writes.insert(things, named({taken: "a"}))
            writes.insert(things, named({new_id(): "b" for _ in range(between)}))
            writes.insert(things, named({taken: "again"}))
            with pytest.raises(IntegrityError):
                writes.send(and_commit=True)

        with engine.connect() as connection:
            assert all_among(connection, [taken]) == []
        engine.dispose()

    @pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
    @pytest.mark.parametrize("beside", [[], ["beside"]])
    def test_do_not_cut_what_is_too_long(self, database_url: str, beside: list[str]):
        """
        A text that its column refuses is refused, and not shortened without a word.
        """
        engine = make_engine(database_url)
        metadata.create_all(engine)

        with engine.begin() as connection:
            writes = Writes(connection)
            for name in (*beside, "x" * 21):
                writes.insert(things, named({new_id(): name}))
            with pytest.raises(DataError):
                writes.send()
        engine.dispose()

    @pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
    def test_go_to_the_server_in_one_message(self, database_url: str):
        """
        However many tables are written, there is one way there and back.
        """
        engine = make_engine(database_url)
        metadata.create_all(engine)
        asked: list[str] = []
        event.listen(
            engine, "before_cursor_execute", lambda *told: asked.append(told[2])
        )

        with engine.begin() as connection:
            writes = Writes(connection)
            writes.insert(things, named({new_id(): "a"}))
            writes.overwrite(things, named({new_id(): "b"}), key=["id"])
            writes.send()

        assert len(asked) == 1
        engine.dispose()

    @pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
    def test_go_in_messages_that_do_not_grow(self, database_url: str):
        """
        The driver never gives back what the longest message took, so four times as many
        rows are more messages, not longer ones; and all of them are written.
        """
        engine = make_engine(database_url)
        metadata.create_all(engine)
        few, many = some_bodies(600), some_bodies(2_400)

        longest = [longest_message(engine, some) for some in (few, many)]

        assert longest[1] <= longest[0] < 1_000_000
        with engine.connect() as connection:
            ids = [row["id"] for row in (*few, *many)]
            assert len(all_among(connection, ids)) == len(ids)
        engine.dispose()


def some_bodies(number: int) -> list[dict[str, Any]]:
    return [{"id": new_id(), "body": b"x" * 900} for _ in range(number)]


def longest_message(engine: Engine, written: list[dict[str, Any]]) -> int:
    """
    Write and commit these; return the length of the longest message that went out.
    """
    lengths: list[int] = []
    with engine.connect() as connection:
        event.listen(
            connection,
            "after_cursor_execute",
            lambda *told: lengths.append(len(told[1].query)),
        )
        writes = Writes(connection)
        writes.insert(things, written)
        writes.send(and_commit=True)
    return max(lengths)


def named(names: dict[UUID, str]) -> list[dict[str, Any]]:
    return [{"id": one, "name": name} for one, name in names.items()]


def all_among(connection: Connection, ids: list[UUID]) -> list[dict[str, Any]]:
    query = things.select().where(among(things.c.id, on=connection))
    return [
        dict(row)
        for row in connection.execute(
            query.order_by(things.c.id), keys_for(connection, ids)
        ).mappings()
    ]
