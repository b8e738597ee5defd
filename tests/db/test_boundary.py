"""
The boundary: whatever is asked, another organisation's rows are not there.
"""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    String,
    Table,
    Uuid,
    func,
    select,
    union_all,
)

from shared.db.ahead import Question, answer_to, ask_ahead
from shared.db.boundary import HER_ORGANISATION, Boundary, lifted
from shared.db.engine import make_engine
from shared.kernel.organisations import Organisation, Within

OURS, THEIRS = UUID(int=1), UUID(int=2)
AYLIN, NEVRA = UUID(int=11), UUID(int=12)

metadata = MetaData()
mothers = Table(
    "mothers",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", String(20), nullable=False),
    Column("housing_team_id", Uuid, nullable=False),
)
children = Table(
    "children",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mother_id", Uuid, nullable=False),
)
everybodys = Table("holidays", metadata, Column("name", String(20), primary_key=True))


def _itself(place: Any, kind: Organisation) -> Any:
    return place.c[f"{kind}_id"] == HER_ORGANISATION


def _by_mother(place: Any, kind: Organisation) -> Any:
    hers = mothers.alias("her_mothers")
    return place.c.mother_id.in_(select(hers.c.id).where(_itself(hers, kind)))


BOUNDARY = Boundary({mothers: _itself, children: _by_mother}, persons=mothers.c.id)


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    """
    Give a connection of ours, in a database with one mother of ours and one of theirs.
    """
    engine = make_engine(database_url)
    metadata.create_all(engine)
    with engine.connect() as opened:
        for mother, name, of in ((AYLIN, "Aylin", OURS), (NEVRA, "Nevra", THEIRS)):
            row = {"id": mother, "name": name, "housing_team_id": of}
            opened.execute(mothers.insert().values(row))
            opened.execute(children.insert().values(id=mother, mother_id=mother))
        opened.execute(everybodys.insert().values(name="Uge 42"))
        within = Within(kind=Organisation.HOUSING_TEAM, organisation_id=OURS)
        BOUNDARY.put_around(opened, within)
        yield opened
    engine.dispose()


older = mothers.alias("older")
child = children.alias("child")
QUESTIONS: dict[str, Callable[[], Any]] = {
    "plain": lambda: select(mothers.c.name),
    "by name": lambda: select(mothers.c.name).where(mothers.c.name != "x"),
    "alias": lambda: select(older.c.name),
    "locked": lambda: select(mothers.c.name).with_for_update(),
    "subquery": lambda: select(select(mothers.c.name).subquery().c.name),
    "cte": lambda: select(select(mothers.c.name).cte("named").c.name),
    "both sides": lambda: union_all(
        select(mothers.c.name).where(mothers.c.name < "B"),
        select(mothers.c.name).where(mothers.c.name > "B"),
    ),
    "joined": lambda: select(mothers.c.name).join(
        children, children.c.mother_id == mothers.c.id
    ),
    "joined beforehand": lambda: select(mothers.c.name).select_from(
        mothers.join(child, child.c.mother_id == mothers.c.id)
    ),
    "where there is": lambda: select(mothers.c.name).where(
        select(child.c.id).where(child.c.mother_id == mothers.c.id).exists()
    ),
    "among": lambda: select(mothers.c.name).where(
        mothers.c.id.in_(select(children.c.mother_id))
    ),
}


class TestBoundary:
    @pytest.mark.parametrize("question", QUESTIONS)
    def test_hides_what_is_not_hers(self, connection: Connection, question: str):
        """
        However a table stands in a statement, only her own rows of it are read.
        """
        assert connection.scalars(QUESTIONS[question]()).all() == ["Aylin"]

    def test_counts_what_is_hers(self, connection: Connection):
        """
        A number tells of others too.
        """
        query = select(func.count()).select_from(children)

        assert connection.scalar(query) == 1

    @pytest.mark.parametrize("beforehand", [False, True])
    def test_keeps_who_has_nothing_in_an_outer_join(
        self, connection: Connection, *, beforehand: bool
    ):
        """
        What is joined from outside is narrowed where it joins: the holiday is still
        there, with her own mother and no other beside it.
        """
        on = mothers.c.name != "x"
        query = select(everybodys.c.name, mothers.c.name.label("mother"))
        query = (
            query.select_from(everybodys.outerjoin(mothers, on))
            if beforehand
            else query.select_from(everybodys).outerjoin(mothers, on)
        )

        assert connection.execute(query).all() == [("Uge 42", "Aylin")]
        connection.execute(mothers.delete())
        assert connection.execute(query).all() == [("Uge 42", None)]

    def test_finds_where_to_join_by_itself(self, connection: Connection):
        """
        Nobody has said from where: columns of both stand in it.
        """
        query = select(mothers.c.name, child.c.id).outerjoin(
            child, child.c.mother_id == mothers.c.id
        )

        assert connection.execute(query).all() == [("Aylin", AYLIN)]

    def test_changes_and_deletes_what_is_hers(self, connection: Connection):
        """
        A statement without a condition reaches her own rows and no more.
        """
        connection.execute(mothers.update().values(name="Anden"))
        connection.execute(children.delete())

        with lifted(connection):
            names = set(connection.scalars(select(mothers.c.name)))
            assert names == {"Anden", "Nevra"}
            assert connection.scalars(select(children.c.id)).all() == [NEVRA]
        assert connection.scalars(select(mothers.c.name)).all() == ["Anden"]

    def test_holds_for_what_is_asked_ahead(self, connection: Connection):
        """
        Several questions in one message are narrowed like each alone.
        """
        asked = [
            Question(select(mothers.c.name), {}),
            Question(select(children.c.mother_id), {}),
        ]

        ask_ahead(connection, asked)

        told = [answer_to(connection, one) for one in asked]
        assert [[row[0] for row in rows] for rows in told] == [["Aylin"], [AYLIN]]

    def test_leaves_what_is_everybodys(self, connection: Connection):
        """
        A table that nobody has said anything of is narrowed to nobody.
        """
        assert connection.scalars(select(everybodys.c.name)).all() == ["Uge 42"]
