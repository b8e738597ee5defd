"""
The log of looks: added at its end, by one writer at a time, and forgotten in order.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine, delete, event, text, update
from sqlalchemy.exc import DBAPIError

from shared.db.engine import make_engine
from shared.looks.book import ONE_LOOK, write_looks
from shared.looks.chain import BEGINNING, End
from shared.looks.forgetting import forget_looks
from shared.looks.look import Part, Purpose
from shared.looks.tables import looks
from tests.looks.log import (
    LATER,
    TUESDAY_TEN,
    a_look,
    checked,
    fill,
    kept,
    take_guards_away,
)

MANY = 20


class TestWriteLooks:
    def test_keeps_every_fact(self, engine: Engine):
        """
        Who, as what, for whom, whom, what part, what for, searched how, and when.
        """
        told = a_look(criterion="Nevra Øztürk 'nevra'", purpose=Purpose.FOLLOW_UP)

        write_looks(engine, [told])

        assert [link.look for link in kept(engine)] == [told]

    def test_keeps_a_search_that_found_nobody(self, engine: Engine):
        """
        A search is a look also when nobody is called that.
        """
        write_looks(engine, [a_look(person_id=None, criterion="Nevra")])

        assert [link.look.person_id for link in kept(engine)] == [None]
        assert checked(engine).is_whole

    def test_counts_without_a_gap_and_chains_each_to_the_one_before(
        self, engine: Engine
    ):
        """
        Numbers from 1, whatever was written at once.
        """
        write_looks(engine, [a_look() for _ in range(MANY)])
        write_looks(engine, [a_look(at=TUESDAY_TEN + LATER)])

        assert [link.number for link in kept(engine)] == list(range(1, MANY + 2))
        assert checked(engine).is_whole

    def test_takes_a_page_that_renews_itself_for_one_look(self, engine: Engine):
        """
        The same person, part and purpose within five minutes is still the same look.
        """
        look = a_look()

        for minute in (0, 1, 4):
            write_looks(engine, [a_look(**_again(look, minute))])

        assert len(kept(engine)) == 1

    @pytest.mark.parametrize(
        "told",
        [
            {"at": TUESDAY_TEN + ONE_LOOK},
            {"part": Part.MESSAGE},
            {"purpose": Purpose.FOLLOW_UP},
            {"criterion": "Nevra"},
            {"user_id": uuid4()},
            {"role": "leader"},
            {"organisation": "daycare"},
            {"person_id": uuid4()},
            {"person_id": None},
        ],
    )
    def test_takes_anything_else_for_another_look(self, engine: Engine, told: dict):
        """
        Later, by another, of another or for something else: it is written down.
        """
        first = a_look()
        write_looks(engine, [first])

        write_looks(engine, [a_look(**(vars(first) | told))])

        assert len(kept(engine)) == 2

    def test_sends_two_statements_and_a_commit(self, engine: Engine):
        """
        A page of fifty mothers costs no more ways to the database than one of one.
        """
        sent = []
        event.listen(engine, "before_cursor_execute", lambda *told: sent.append(told))

        write_looks(engine, [a_look() for _ in range(50)])
        told = len(sent)

        # SQLite is in the process itself: there BEGIN counts, and the end is one more.
        assert told == (2 if engine.dialect.name == "postgresql" else 4)

    def test_lets_two_writers_in_turn(self, engine: Engine):
        """
        Two processes write at once: every look is there, and the chain is whole.
        """
        others = [make_engine(str(_address(engine))) for _ in range(2)]

        def write(which: int) -> None:
            for _ in range(MANY):
                write_looks(others[which], [a_look(), a_look()])

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(write, range(2)))

        assert len(kept(engine)) == 4 * MANY
        assert checked(engine).is_whole
        for other in others:
            other.dispose()


class TestGuards:
    def test_refuse_to_change_or_delete(self, engine: Engine):
        """
        A stray statement of ours does not get through.
        """
        fill(engine, 3)

        for stray in (
            update(looks).values(part="name"),
            delete(looks).where(looks.c.number == 3),
        ):
            with pytest.raises(DBAPIError), engine.begin() as connection:
                connection.execute(stray)

        assert len(kept(engine)) == 3
        assert checked(engine).is_whole

    def test_can_be_taken_away_by_the_owner(self, engine: Engine):
        """
        The control: without them the same statement works, and the chain tells.
        """
        fill(engine, 3)

        with engine.begin() as connection:
            take_guards_away(connection)
            connection.execute(update(looks).values(part="name"))

        assert checked(engine).broken_at == 1


class TestForgetLooks:
    def test_deletes_what_is_too_old_and_stays_whole(self, engine: Engine):
        """
        From the beginning; the hash of the last one that went is what is followed.
        """
        fill(engine, MANY)

        forget_looks(engine, before=TUESDAY_TEN + 5 * LATER)

        assert [link.number for link in kept(engine)] == list(range(6, MANY + 1))
        assert checked(engine).is_whole
        assert checked(engine).checked == MANY - 5

    def test_may_forget_all_and_goes_on_counting(self, engine: Engine):
        """
        After a year without anybody the chain still goes on from where it was.
        """
        fill(engine, 3)

        forget_looks(engine, before=TUESDAY_TEN + timedelta(days=365))
        write_looks(engine, [a_look(at=TUESDAY_TEN + timedelta(days=366))])

        assert [link.number for link in kept(engine)] == [4]
        assert checked(engine).is_whole

    def test_changes_nothing_the_second_time(self, engine: Engine):
        """
        It is done every hour, by every process.
        """
        fill(engine, 3)

        ends = [forget_looks(engine, before=TUESDAY_TEN + LATER) for _ in range(2)]

        assert ends[0] == ends[1] == End(number=3, hash=kept(engine)[-1].hash)
        assert len(kept(engine)) == 2

    def test_leaves_nothing_behind_that_tells_of_a_person(self, engine: Engine):
        """
        What is kept of what is gone is a number and a hash.
        """
        fill(engine, 2)
        last = kept(engine)[-1]

        forget_looks(engine, before=TUESDAY_TEN + timedelta(days=1))

        with engine.connect() as connection:
            told = connection.execute(text("SELECT * FROM looks_head")).one()
        assert tuple(told) == (1, 2, last.hash, 2, last.hash)
        assert last.hash != BEGINNING

    def test_does_not_hide_what_was_taken_away(self, engine: Engine):
        """
        A look that was deleted by hand is missed before and after.
        """
        fill(engine, MANY)
        with engine.begin() as connection:
            take_guards_away(connection)
            connection.execute(delete(looks).where(looks.c.number == MANY - 1))

        forget_looks(engine, before=TUESDAY_TEN + 5 * LATER)

        assert checked(engine).broken_at == MANY - 1


def _again(look, minute: int) -> dict:
    return vars(look) | {"at": TUESDAY_TEN + timedelta(minutes=minute)}


def _address(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)
