"""
What a list on its way in promises: beside everything else, row by row, and once.
"""

from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from services.roster.domain.erasure import Cause as WhyErased
from services.roster.domain.errors import (
    RosterFileNotFound,
    RosterFileNotReady,
    RosterFileUsed,
)
from services.roster.domain.roster_file import MOST_TRIES, FileState
from services.roster.entrypoints import roster_file_work
from services.roster.entrypoints.roster_file_work import work_on_files
from services.roster.usecases import queries
from services.roster.usecases.erase_mother import erase_mother
from services.roster.usecases.forget_roster_files import forget_roster_files
from services.roster.usecases.keep_roster_file import keep_roster_file
from services.roster.usecases.take_in_roster_file import start_roster_file
from shared.bus.cause import Cause
from shared.config import KeptFor
from shared.contracts.roster.mothers import ContactChanged
from shared.db.engine import make_engine
from shared.kernel.organisations import Organisation, Role
from tests.roster.book import COORDINATOR, TUESDAY_NOON, Book
from tests.support.forms import migrated

A_DAY = timedelta(days=1)


def a_list(count, *, wrong=()):
    """
    Write a list of so many mothers; the lines of these have a number that is none.
    """
    lines = [
        f"Mor {number};{'12' if number in wrong else ''}" for number in range(count)
    ]
    return "\r\n".join(["navn;telefon", *lines]).encode("utf-8-sig")


@pytest.fixture
def by_twos(monkeypatch):
    """
    Take lists in by two rows at a time, and only one batch for each look of the clock.
    """
    monkeypatch.setattr(roster_file_work, "ROWS_AT_ONCE", 2)
    monkeypatch.setattr(roster_file_work, "_LONGEST", -1.0)


@contextmanager
def dying(engine):
    """
    Let the database break off when mothers are written.
    """

    def die(_connection, _cursor, statement, *_rest):
        if "INSERT INTO mothers" in statement:
            raise ConnectionError

    event.listen(engine, "before_cursor_execute", die)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", die)


class Clerk:
    """
    Sends lists in, and does what the clock does.
    """

    def __init__(self, book):
        self.book = book

    def keep(self, content, *, now=TUESDAY_NOON):
        return keep_roster_file(
            group_id=self.book.group_id, content=content, now=now, uow=self.book.uow()
        )

    def look(self):
        uow = self.book.uow()
        uow.cause = Cause.by_system(now=TUESDAY_NOON)
        work_on_files(now=TUESDAY_NOON, uow=uow)

    def start(self, file_id, *, good_rows=False):
        start_roster_file(
            file_id=file_id,
            by=Role.COORDINATOR,
            organisation=Organisation.HOUSING_TEAM,
            good_rows=good_rows,
            uow=self.book.uow(),
        )

    def file(self, file_id):
        return queries.roster_file(file_id=file_id, uow=self.book.uow())

    def finish(self, file_id):
        for _ in range(50):
            if self.file(file_id).state is not FileState.TAKING_IN:
                return self.file(file_id)
            self.look()
        raise AssertionError("it does not come to an end")

    def names(self):
        seen = queries.mothers(group_id=None, limit=500, uow=self.book.uow())
        return [view.mother.display_name for view in seen]


@pytest.fixture
def clerk(book):
    return Clerk(book)


@pytest.mark.usefixtures("by_twos")
class TestOnItsWayIn:
    def test_is_read_then_taken_in_batch_by_batch(self, clerk):
        """
        Its page can tell how far it is, and the content goes with the last row.
        """
        file_id = clerk.keep(a_list(5))
        clerk.look()
        tried = clerk.file(file_id)
        clerk.start(file_id)

        done = []
        for _ in range(3):
            clerk.look()
            done.append(clerk.file(file_id).rows_done)

        assert (tried.state, tried.findings.new) == (FileState.TRIED, 5)
        assert done == [2, 4, 5]
        after = clerk.file(file_id)
        assert (after.state, after.content) == (FileState.DONE, None)
        assert len(clerk.names()) == 5

    def test_tells_for_whom_it_is_done(self, clerk, book):
        """
        The clock does it, but somebody of an organisation has asked for it.
        """
        file_id = clerk.keep(a_list(1))
        clerk.look()
        clerk.start(file_id)
        clerk.finish(file_id)

        (told,) = book.announced(ContactChanged)
        assert told.organisation is Organisation.HOUSING_TEAM
        seen = queries.mothers(group_id=None, limit=1, uow=book.uow())
        with book.uow().reading() as uow:
            (first,) = uow.enrolment_changes.of_mother(seen[0].mother.id)
        assert (first.by_role, first.by_organisation) == (
            Role.COORDINATOR,
            Organisation.HOUSING_TEAM,
        )

    def test_goes_on_behind_the_last_row_after_a_crash(self, clerk, book):
        """
        What was not committed is done again, what was committed is not.
        """
        file_id = clerk.keep(a_list(6))
        clerk.look()
        clerk.start(file_id)
        clerk.look()

        with dying(book.engine), pytest.raises(ConnectionError):
            clerk.look()
        before = (len(clerk.names()), clerk.file(file_id).rows_done)
        clerk.finish(file_id)

        assert before == (2, 2)
        assert sorted(clerk.names()) == [f"Mor {number}" for number in range(6)]

    def test_adds_nobody_twice_when_two_replicas_go_on_at_once(self, clerk):
        """
        The slower one finds that it is done, and does nothing.
        """
        file_id = clerk.keep(a_list(4))
        clerk.look()
        clerk.start(file_id)
        slower = roster_file_work._go_on
        stale = clerk.file(file_id)
        clerk.look()

        slower(stale, now=TUESDAY_NOON, uow=clerk.book.uow())

        assert clerk.file(file_id).rows_done == 2
        assert len(clerk.names()) == 2

    def test_adds_nobody_twice_when_a_list_is_sent_twice_at_once(self, clerk):
        """
        Two taps, two files, both on their way in: each finds what the other has added.
        """
        both = [clerk.keep(a_list(5)) for _ in range(2)]
        for _ in both:
            clerk.look()
        for file_id in both:
            clerk.start(file_id)

        for _ in range(3):
            for file_id in both:
                file = clerk.file(file_id)
                roster_file_work._go_on(file, now=TUESDAY_NOON, uow=clerk.book.uow())

        ends = [clerk.file(file_id) for file_id in both]
        assert [one.state for one in ends] == [FileState.DONE] * 2
        assert [(one.new_mothers, one.known_mothers) for one in ends] == [
            (5, 0),
            (0, 5),
        ]
        assert len(clerk.names()) == 5

    def test_adds_nothing_of_a_list_with_an_error(self, clerk):
        """
        Unless the person has said that she wants the good rows.
        """
        file_id = clerk.keep(a_list(4, wrong=[1]))
        clerk.look()

        with pytest.raises(RosterFileNotReady):
            clerk.start(file_id)
        assert clerk.names() == []

        clerk.start(file_id, good_rows=True)
        clerk.finish(file_id)
        assert clerk.names() == ["Mor 0", "Mor 2", "Mor 3"]

    def test_leaves_a_line_out_that_repeats_another_of_an_earlier_batch(self, clerk):
        """
        What is wrong with it was seen when the whole was read.
        """
        lines = ["navn;telefon", "Ama;67000001", "Efua;", "Nevra;", "Amma;67000001"]
        file_id = clerk.keep("\n".join(lines).encode())
        clerk.look()
        clerk.start(file_id, good_rows=True)
        clerk.finish(file_id)

        assert clerk.names() == ["Ama", "Efua", "Nevra"]

    def test_takes_no_part_of_a_list_that_is_cut(self, clerk):
        """
        An unknown column concerns every line, and so does a file that breaks off.
        """
        cut = b'navn\nAma\n"Efua'
        for content in (b"navn;telfon\nAma;67000001\n", cut):
            file_id = clerk.keep(content)
            clerk.look()

            with pytest.raises(RosterFileNotReady):
                clerk.start(file_id, good_rows=True)

    def test_is_given_up_after_some_failures_and_forgotten(self, clerk, monkeypatch):
        """
        What came in stays, and the same file can be sent again: nobody comes twice.
        """
        content = a_list(4)
        file_id = clerk.keep(content)
        clerk.look()
        clerk.start(file_id)
        clerk.look()

        def fail(**_told):
            raise ZeroDivisionError

        with monkeypatch.context() as broken:
            broken.setattr(roster_file_work, "take_in_batch", fail)
            for _ in range(MOST_TRIES):
                with pytest.raises(ZeroDivisionError):
                    clerk.look()
        stopped = clerk.file(file_id)
        clerk.look()

        assert (stopped.state, stopped.content) == (FileState.STOPPED, None)
        again = clerk.keep(content)
        clerk.look()
        clerk.start(again)
        after = clerk.finish(again)
        assert (after.new_mothers, after.known_mothers) == (2, 2)

    def test_stops_where_it_is_when_a_mother_is_erased_meanwhile(self, clerk, book):
        """
        She may stand further down on it, so it is deleted.
        """
        file_id = clerk.keep(a_list(6))
        clerk.look()
        clerk.start(file_id)
        clerk.look()
        someone = queries.mothers(group_id=None, limit=1, uow=book.uow())[0].mother.id
        erase_mother(
            mother_id=someone,
            cause=WhyErased.SHE_ASKED,
            by=COORDINATOR,
            now=TUESDAY_NOON,
            uow=book.uow(),
        )

        clerk.look()

        with pytest.raises(RosterFileNotFound):
            clerk.file(file_id)


class TestRosterFile:
    def test_is_forgotten_once_it_is_taken_in(self, clerk):
        """
        Only how many were new stays; a second import is refused.
        """
        file_id = clerk.keep(a_list(1))
        clerk.look()
        clerk.start(file_id)
        clerk.finish(file_id)

        with pytest.raises(RosterFileUsed):
            clerk.start(file_id)

        file = clerk.file(file_id)
        assert (file.content, file.new_mothers, file.known_mothers) == (None, 1, 0)

    def test_is_deleted_after_a_day_whether_or_not_another_comes(self, clerk, book):
        """
        It holds names and numbers that nobody needs here.
        """
        old = clerk.keep(a_list(1))
        new = clerk.keep(a_list(1), now=TUESDAY_NOON + timedelta(hours=1))

        a_day_later = TUESDAY_NOON + A_DAY + timedelta(seconds=1)
        forget_roster_files(
            kept=KeptFor().lists, now=a_day_later, uow=book.uow(now=a_day_later)
        )

        with pytest.raises(RosterFileNotFound):
            clerk.file(old)
        assert clerk.file(new).content == a_list(1)

    def test_keeps_no_word_of_what_it_says_beside_the_content(self, clerk):
        """
        What was found are lines, columns and codes.
        """
        lines = ["navn;telefon", "Nevra Ilgaz;12", "Nevra Ilgaz;67000001"]
        file_id = clerk.keep("\n".join(lines).encode())
        clerk.look()

        kept = str(clerk.file(file_id).findings.as_row())
        assert "phone-wrong" in kept
        assert "Nevra" not in kept
        assert "67000001" not in kept


@pytest.fixture(scope="module")
def sqlite_forms(tmp_path_factory, forms):
    """
    Give a new roster on SQLite as often as it is asked for.
    """

    @contextmanager
    def new_book():
        file = tmp_path_factory.mktemp("lists") / "roster.db"
        engine = make_engine(forms.file(migrated("roster"), to=file))
        yield Book(engine)
        engine.dispose()

    return new_book


NAMES = st.sampled_from(["Ama", "Efua", "Nevra"])
CELLS = st.sampled_from(["", "67000001", "67000002"])


class TestAnyList:
    @given(
        rows=st.lists(st.tuples(NAMES, CELLS), min_size=1, max_size=5),
        crashes=st.sets(st.integers(0, 6), max_size=2),
    )
    @settings(max_examples=10, deadline=None)
    def test_ends_in_the_same_mothers_whatever_breaks(
        self, sqlite_forms, rows, crashes
    ):
        """
        However it is cut into batches, and wherever it dies: each is there once.
        """
        content = "\n".join(["navn;telefon", *map(";".join, rows)]).encode()
        outcomes = []
        for size in (1, 2, 100):
            with sqlite_forms() as book, pytest.MonkeyPatch.context() as patch:
                patch.setattr(roster_file_work, "ROWS_AT_ONCE", size)
                patch.setattr(roster_file_work, "_LONGEST", -1.0)
                outcomes.append(self._end_of(Clerk(book), content, crashes))

        assert outcomes[0] == outcomes[1] == outcomes[2]

    def _end_of(self, clerk, content, crashes):
        file_id = clerk.keep(content)
        clerk.look()
        tried = clerk.file(file_id).findings
        if tried.may_be_taken_in(good_rows=True):
            clerk.start(file_id, good_rows=True)
        for look in range(12):
            if look in crashes:
                self._die(clerk)
            else:
                clerk.look()
        file = clerk.file(file_id)
        assert len(clerk.names()) == tried.new == file.new_mothers
        return clerk.names()

    def _die(self, clerk):
        with dying(clerk.book.engine), suppress(ConnectionError):
            clerk.look()
