"""
Finding a mother among all.
"""

import pytest

from services.roster.domain.enrolment import Help
from services.roster.domain.profile import Knows
from services.roster.domain.roster_row import RosterRow
from services.roster.usecases import queries
from services.roster.usecases.change_contact import Contact, change_contact
from services.roster.usecases.change_profile import ToldOfHerself, change_profile
from services.roster.usecases.import_roster import import_roster
from shared.kernel.organisations import Role
from tests.roster.book import TUESDAY, Book


@pytest.fixture
def book(engine):
    return Book(engine)


def names(found):
    return [one.mother.display_name for one in found]


def found(book, text, **meant):
    return names(queries.found_mothers(text=text, **meant, uow=book.uow()).mothers)


def who_knows(book, kind):
    return names(queries.mothers(group_id=None, limit=9, knows=kind, uow=book.uow()))


def tells(book, mother_id, **told):
    change_profile(
        mother_id=mother_id,
        told=ToldOfHerself(**{name: frozenset(kinds) for name, kinds in told.items()}),
        seen_version=None,
        uow=book.uow(),
    )


def is_called(book, mother_id, name, *, phone=None):
    change_contact(
        mother_id=mother_id,
        contact=Contact(
            display_name=name,
            phone=phone,
            languages=(),
            shared_phone=False,
            may_leave_message=False,
        ),
        said_yes_on=None,
        seen_version=None,
        today=TUESDAY,
        heard_by=Role.COORDINATOR,
        uow=book.uow(),
    )


class TestFoundMothers:
    def test_stand_with_the_likeliest_first(self, book):
        """
        Whose name begins so stands before one whose second name does, and both before
        one that only sounds like it.
        """
        for name in ("Eileen Holm", "Zehra Aylin", "Aylin Kaya", "Nevra"):
            book.mother(name)

        assert found(book, "aylin") == ["Aylin Kaya", "Zehra Aylin", "Eileen Holm"]
        assert found(book, "æyla") == ["Aylin Kaya", "Eileen Holm", "Zehra Aylin"]

    def test_are_known_as_they_are_called_now(self, book):
        """
        A name or number that was put right is found, and the former is not; and so is
        whoever came by a list.
        """
        aylin = book.mother("Ailyn", phone="+4522334455")
        is_called(book, aylin, "Nevra", phone="+4511223344")
        import_roster(
            group_id=book.group_id,
            rows=[RosterRow(line=2, display_name="Søs Birk")],
            today=TUESDAY,
            heard_by=Role.COORDINATOR,
            uow=book.uow(),
        )

        assert found(book, "0045 11 22 33 44") == found(book, "nev") == ["Nevra"]
        assert found(book, "33 44") == ["Nevra"]
        assert found(book, "ailyn") == found(book, "22334455") == []
        assert found(book, "sos bi") == ["Søs Birk"]

    def test_are_found_by_what_they_can_help_with(self, book):
        """
        As they tell it now, under whatever name; who has said no thanks is asked for
        nothing. A name that was typed stands first, and each once.
        """
        efua, aylin, _ = map(book.mother, ("Efua", "Aylin", "Skole"))
        tells(book, efua, knows={Knows.SCHOOL, Knows.TWINS}, offers={Help.COOK})
        tells(book, aylin, knows={Knows.SCHOOL})
        is_called(book, efua, "Berfin")

        meant = {"offers": [Help.COOK], "knows": list(Knows)}
        assert found(book, "skole", **meant) == ["Skole", "Berfin", "Aylin"]
        assert who_knows(book, Knows.TWINS) == ["Berfin"]
        tells(book, efua, offers={Help.COOK})
        assert who_knows(book, Knows.TWINS) == []
        book.decline(aylin)
        assert found(book, "skole", **meant) == ["Skole", "Berfin"]

    def test_are_not_the_same_for_knowing_the_same(self, book):
        """
        Who knows the school is no second entry of another who does.
        """
        efua, aylin = map(book.mother, ("Efua", "Aylin"))
        for one in (efua, aylin):
            tells(book, one, knows={Knows.SCHOOL})

        uow = book.uow()
        with uow.reading():
            assert uow.duplicates.pairs_with([efua]) == set()
