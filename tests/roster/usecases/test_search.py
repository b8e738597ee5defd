"""
Finding a mother among all.
"""

import pytest

from services.roster.domain.roster_row import RosterRow
from services.roster.usecases import queries
from services.roster.usecases.change_contact import Contact, change_contact
from services.roster.usecases.import_roster import import_roster
from shared.kernel.organisations import Role
from tests.roster.book import TUESDAY, Book


@pytest.fixture
def book(engine):
    return Book(engine)


def found(book, text):
    return [
        one.mother.display_name
        for one in queries.found_mothers(text=text, uow=book.uow())
    ]


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
        change_contact(
            mother_id=aylin,
            contact=Contact(
                display_name="Nevra",
                phone="+4511223344",
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
        import_roster(
            group_id=book.group_id,
            rows=[RosterRow(line=2, display_name="Søs Birk")],
            today=TUESDAY,
            heard_by=Role.COORDINATOR,
            uow=book.uow(),
        )

        assert found(book, "0045 11 22 33 44") == found(book, "nev") == ["Nevra"]
        assert found(book, "ailyn") == found(book, "22334455") == []
        assert found(book, "sos bi") == ["Søs Birk"]
