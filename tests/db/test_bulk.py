from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Uuid,
)
from sqlalchemy.exc import DataError

from shared.db.bulk import among, insert_many, overwrite_many
from shared.db.engine import make_engine
from shared.db.types import UTCDateTime
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


class TestInsertMany:
    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(told=st.lists(rows, min_size=1, max_size=8))
    def test_writes_what_single_inserts_would(
        self, database_url: str, told: list[dict[str, Any]]
    ):
        """
        Every kind of value comes back as it went in, nothing and odd texts included;
        a column that is not named gets its default.
        """
        engine = make_engine(database_url)
        metadata.create_all(engine)
        written = with_ids(told)

        with engine.begin() as connection:
            insert_many(connection, things, written)
            among_these = among(connection, things.c.id, [row["id"] for row in written])
            query = things.select().where(among_these).order_by(things.c.id)
            read = [dict(row) for row in connection.execute(query).mappings()]

        assert read == [{**row, "times": 7} for row in written]
        engine.dispose()

    @pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
    def test_does_not_cut_what_is_too_long(self, database_url: str):
        """
        A text that its column refuses is refused, and not shortened without a word.
        """
        engine = make_engine(database_url)
        metadata.create_all(engine)

        with engine.begin() as connection:
            row = {"id": new_id(), "name": "x" * 21}
            with pytest.raises(DataError):
                insert_many(connection, things, [row])
        engine.dispose()


class TestOverwriteMany:
    def test_puts_rows_in_the_place_of_those_with_the_same_key(self, database_url: str):
        engine = make_engine(database_url)
        metadata.create_all(engine)
        first, second = new_id(), new_id()

        with engine.begin() as connection:
            for names in ({first: "a"}, {first: "b", second: "c"}):
                told = [{"id": one, "name": name} for one, name in names.items()]
                overwrite_many(connection, things, told, key=["id"])
            read: dict[UUID, str] = {
                row.id: row.name for row in connection.execute(things.select())
            }

        assert read == {first: "b", second: "c"}
        engine.dispose()
