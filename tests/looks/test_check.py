"""
Whoever tampers is found, and where: changed, deleted, put in, cut off, made anew.
"""

import random
from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import Connection, Engine, delete, insert, select, update

from shared.looks.chain import End, hash_of, linked
from shared.looks.check import check_looks
from shared.looks.reading import link_of
from shared.looks.tables import looks, looks_head
from tests.looks.log import a_look, checked, fill, kept, take_guards_away

LENGTH = 60
TRIES = 100

Tamper = Callable[[Connection, int, random.Random], int]


def _change(connection: Connection, number: int, chance: random.Random) -> int:
    told = {
        "user_id": uuid4(), "person_id": None, "part": "name", "role": "leader",
        "purpose": "export", "criterion": "x", "organisation": "daycare",
    }  # fmt: skip
    name = chance.choice(sorted(told))
    _set(connection, number, **{name: told[name]})
    return number


def _change_and_sign(connection: Connection, number: int, _: random.Random) -> int:
    """
    Change a look and give it its right hash: then the next one does not follow.
    """
    row = connection.execute(select(looks).where(looks.c.number == number)).one()
    before = connection.execute(
        select(looks.c.hash).where(looks.c.number == number - 1)
    ).scalar_one()
    look = a_look(**(vars(link_of(row).look) | {"part": "name"}))
    _set(
        connection,
        number,
        part="name",
        hash=hash_of(look, number=number, before=before),
    )
    return number + 1


def _delete(connection: Connection, number: int, _: random.Random) -> int:
    connection.execute(delete(looks).where(looks.c.number == number))
    return number


def _delete_and_close_up(connection: Connection, number: int, _: random.Random) -> int:
    _delete(connection, number, _)
    for later in range(number + 1, LENGTH + 1):
        _set(connection, later, number=later - 1)
    return number


def _put_in(connection: Connection, number: int, _: random.Random) -> int:
    for later in range(LENGTH, number - 1, -1):
        _set(connection, later, number=later + 1)
    row = {"number": number, **vars(a_look()), "hash": "f" * 64}
    connection.execute(insert(looks).values(**row))
    return number


def _set(connection: Connection, which: int, **values) -> None:
    connection.execute(update(looks).where(looks.c.number == which).values(**values))


TAMPERS: list[Tamper] = [
    _change,
    _change_and_sign,
    _delete,
    _delete_and_close_up,
    _put_in,
]


class TestCheckLooks:
    @pytest.mark.parametrize("tamper", TAMPERS)
    def test_finds_each_of_a_hundred_and_where(self, engine: Engine, tamper: Tamper):
        """
        A hundred times a row in the middle is tampered with, and undone again.
        """
        chance = random.Random(4)
        fill(engine, LENGTH)
        assert checked(engine).is_whole
        found, expected = [], []

        with engine.connect() as connection:
            take_guards_away(connection)
            connection.commit()
            for _ in range(TRIES):
                number = chance.randrange(2, LENGTH)
                expected.append(tamper(connection, number, chance))
                found.append(check_looks(connection).broken_at)
                connection.rollback()

        assert found == expected
        assert checked(engine).is_whole

    def test_finds_that_the_end_is_cut_off(self, engine: Engine):
        """
        The last looks are gone, and what is left follows: the end says how many were.
        """
        fill(engine, LENGTH)

        with engine.begin() as connection:
            take_guards_away(connection)
            connection.execute(delete(looks).where(looks.c.number > LENGTH - 3))

        assert checked(engine).broken_at == LENGTH - 2

    def test_finds_what_was_added_behind_the_end(self, engine: Engine):
        """
        A look that went past the log's own way is not in it.
        """
        fill(engine, 3)
        after = kept(engine)[-1]
        (link,) = linked([a_look()], after=End(number=3, hash=after.hash))

        with engine.begin() as connection:
            row = {"number": link.number, **vars(link.look), "hash": link.hash}
            connection.execute(insert(looks).values(**row))

        assert checked(engine).broken_at == 4

    def test_finds_a_chain_that_was_made_anew_by_an_end_noted_elsewhere(
        self, engine: Engine
    ):
        """
        Who owns the database can make every hash anew; not what stands in a log file.
        """
        fill(engine, LENGTH)
        noted = checked(engine).end

        _make_anew(engine)

        assert checked(engine).is_whole
        assert checked(engine, known=noted).broken_at == LENGTH

    def test_takes_an_end_that_was_noted_earlier(self, engine: Engine):
        """
        The control: the log went on, and still leads through it.
        """
        fill(engine, 3)
        noted = checked(engine).end
        fill(engine, 3)

        assert checked(engine, known=noted).is_whole

    def test_may_look_at_the_newest_alone(self, engine: Engine):
        """
        A page checks the newest; what is older is for the command.
        """
        fill(engine, LENGTH)
        with engine.begin() as connection:
            take_guards_away(connection)
            _set(connection, 5, part="name")

        assert checked(engine, newest=10).is_whole
        assert checked(engine, newest=10).checked == 10
        assert checked(engine, newest=LENGTH).broken_at == 5


def _make_anew(engine: Engine) -> None:
    others = [link.look for link in kept(engine)]
    others[7] = a_look()
    links = linked(others, after=End(number=0, hash="0" * 64))
    with engine.begin() as connection:
        take_guards_away(connection)
        for link in links:
            told = {**vars(link.look), "hash": link.hash}
            _set(connection, link.number, **told)
        connection.execute(update(looks_head).values(last_hash=links[-1].hash))
