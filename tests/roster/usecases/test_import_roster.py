"""
What taking in a list promises.
"""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from services.roster.domain.errors import (
    GroupNotFound,
)
from services.roster.domain.roster_row import RosterRow, RowChild
from services.roster.usecases import import_roster as import_roster_file
from services.roster.usecases import queries
from services.roster.usecases.import_roster import compare_roster, import_roster
from shared.contracts.roster.children import ChildAdded
from shared.contracts.roster.mothers import CommitmentGiven, ContactChanged
from shared.db.engine import make_engine
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid
from tests.roster.book import TUESDAY, Book
from tests.support.meanwhile import Meanwhile

OWN_PHONE = "+4567000001"
OTHER_PHONE = "+4567000002"
BORN_ON = date(2026, 3, 14)
A_LIST = b"navn\nNevra\n"


def row(name="Nevra", *, born_on=(), line=2, **told):
    children = tuple(RowChild(first_name=None, born_on=day) for day in born_on)
    return RosterRow(line=line, display_name=name, children=children, **told)


def take_in(book, *rows, group_id=None):
    difference = import_roster(
        group_id=group_id or book.group_id,
        rows=rows,
        today=TUESDAY,
        heard_by=Role.COORDINATOR,
        uow=book.uow(),
    )
    return len(difference.new), difference.known


def names(book):
    seen = queries.mothers(group_id=None, limit=100, uow=book.uow())
    return [view.mother.display_name for view in seen]


class TestImport:
    def test_adds_each_mother_with_her_children_and_tells_of_them(self, book):
        """
        As if each had been typed in by hand.
        """
        rows = [
            row("Nevra", phone=OWN_PHONE, born_on=[BORN_ON], said_yes_on=BORN_ON),
            row("Efua"),
        ]

        added = take_in(book, *rows)

        assert added == (2, 0)
        assert names(book) == ["Efua", "Nevra"]
        kinds = (ContactChanged, CommitmentGiven, ChildAdded)
        assert [len(book.events(kind)) for kind in kinds] == [2, 1, 1]

    def test_locks_mothers_before_their_children(self, book):
        """
        As whoever discloses a card does: the other way round the two could wait for
        each other for ever.
        """
        book.mother("Nevra", born_on=[BORN_ON])

        with book.statements() as sent:
            take_in(book, row("Efua"))

        read = [one.split("FROM ")[1].split()[0] for one in sent if "FROM " in one]
        assert read.index("mothers") < read.index("children")

    def test_twice_adds_nothing(self, book):
        """
        Whoever is not sure whether it worked may simply do it again.
        """
        rows = [
            row("Nevra", phone=OWN_PHONE),
            row("Efua", born_on=[BORN_ON]),
            row("Soraya", phone=OTHER_PHONE, shared_phone=True, born_on=[BORN_ON]),
            row("Ama"),
        ]
        take_in(book, *rows)
        book.forget_events()

        again = take_in(book, *rows)

        assert again == (0, 4)
        assert len(names(book)) == 4
        assert book.events() == []

    def test_knows_a_mother_by_her_own_phone_whatever_she_is_called(self, book):
        """
        Also in another group, so that her no thanks there holds here.
        """
        known = book.mother("Nevra", phone=OWN_PHONE)
        book.decline(known, said_on=TUESDAY)

        added = take_in(book, row("N.", phone=OWN_PHONE), group_id=book.new_group())

        assert added == (0, 1)

    def test_knows_a_mother_by_name_and_a_child_s_birth_date(self, book):
        """
        She has a new number, or the list writes her name in capitals.
        """
        book.mother("Nevra  Çemşîr", born_on=[BORN_ON])

        assert take_in(book, row("NEVRA ÇEMŞÎR", born_on=[BORN_ON])) == (0, 1)
        assert take_in(
            book, row("nevra çemşîr", born_on=[BORN_ON], phone=OWN_PHONE)
        ) == (0, 1)

    def test_does_not_take_two_mothers_for_one(self, book):
        """
        The same name, but another child, or a number of her own.
        """
        book.mother("Maria", born_on=[BORN_ON])
        another_day = BORN_ON + timedelta(days=1)

        added = take_in(
            book, row("Maria", born_on=[another_day]), row("Maria", phone=OWN_PHONE)
        )

        assert added == (2, 0)

    def test_does_not_know_a_mother_by_a_phone_that_is_shared(self, book):
        """
        Two sisters have one telephone between them.
        """
        book.mother("Nevra", phone=OTHER_PHONE, shared_phone=True)

        added = take_in(book, row("Efua", phone=OTHER_PHONE, shared_phone=True))

        assert added == (1, 0)

    def test_of_one_impossible_line_adds_nobody(self, book):
        """
        Nothing is half done, so the corrected list can be taken in as it is.
        """
        with pytest.raises(Invalid):
            take_in(book, row("Nevra"), row("Efua", phone="12"))

        assert names(book) == []
        assert book.events() == []

    def test_tried_changes_nothing(self, book):
        """
        It tells how many would be new and how many are known.
        """
        book.mother("Nevra", phone=OWN_PHONE)
        rows = [row("Nevra", phone=OWN_PHONE), row("Efua")]
        book.forget_events()

        tried = compare_roster(group_id=book.group_id, rows=rows, uow=book.uow())

        assert ([one.display_name for one in tried.new], tried.known) == (["Efua"], 1)
        assert names(book) == ["Nevra"]
        assert book.events() == []

    def test_is_refused_for_a_group_that_there_is_not(self, book):
        """
        A list must belong somewhere.
        """
        with pytest.raises(GroupNotFound):
            take_in(book, row("Nevra"), group_id=uuid4())


class TestDifference:
    def test_tells_where_a_list_says_something_else_and_changes_nothing(self, book):
        """
        What she has told us since is newer than the list; a person looks at her card.
        """
        book.mother("Nevra", phone=OWN_PHONE, languages=("tr",), born_on=[BORN_ON])
        another_day = BORN_ON + timedelta(days=1)
        rows = [
            row("Nevra", born_on=[BORN_ON], phone=OTHER_PHONE, languages=("ku",)),
            row("N.", phone=OWN_PHONE, born_on=[another_day], line=3),
            row("nevra", line=4),
        ]

        tried = compare_roster(group_id=book.group_id, rows=rows, uow=book.uow())

        assert [(one.line, one.fields) for one in tried.differing] == [
            (2, ("phone", "languages")),
            (3, ("name", "born_on")),
        ]
        assert tried.new == []

    def test_knows_a_mother_of_an_earlier_line(self, book):
        """
        A line with a name alone is about whoever was called so before it.
        """
        rows = [row("Ama"), row("AMA", line=3)]

        assert take_in(book, *rows) == (1, 1)
        assert take_in(book, *rows) == (0, 2)


class TestMeanwhile:
    def test_lists_that_know_the_same_mothers_wait_for_each_other(
        self, postgres_database, monkeypatch
    ):
        """
        A list holds whom it knows in the order of their ids, whether by name or by
        number and however far down they stand: so no two wait for ever.
        """
        monkeypatch.setattr(import_roster_file, "_AT_ONCE", 1)
        engine = make_engine(postgres_database)
        book, colleague = Book(engine), Book(make_engine(postgres_database))
        first = book.mother("Nevra", phone=OWN_PHONE)
        elsewhere = book.new_group()
        second = book.mother("Efua", group_id=elsewhere)
        lines = [row("Efua"), row("Nevra", phone=OWN_PHONE)]

        with book.uow() as uow:
            uow.mothers.get(first)
            other = Meanwhile(take_in, colleague, *lines, group_id=elsewhere)
            has_waited = other.waits()
            uow.mothers.get(second)
            uow.commit()
        refusal = other.ended()
        for one in (book, colleague):
            one.engine.dispose()

        assert has_waited
        assert refusal is None
