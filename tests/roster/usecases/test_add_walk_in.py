"""
Somebody walks in who stands on no list: she is entered and marked, or neither.
"""

import pytest

from services.roster.domain.errors import MotherAlreadyListed, SessionAlreadyClosed
from services.roster.domain.roster_row import RosterRow
from services.roster.usecases import queries
from services.roster.usecases.add_walk_in import add_walk_in
from shared.contracts.roster.attendance import AttendanceRecorded
from shared.contracts.roster.mothers import ContactChanged
from shared.kernel.organisations import Role
from tests.roster.book import TUESDAY, TUESDAY_TEN


def walk_in(book, session_id, **told):
    _, mother_id = add_walk_in(
        session_id=session_id,
        told=RosterRow(line=1, display_name="Çiğdem", **told),
        heard_by=Role.PAEDAGOG,
        now=TUESDAY_TEN,
        uow=book.uow(),
    )
    return mother_id


class TestWalkIn:
    def test_is_on_the_list_of_the_group_and_marked(self, book):
        """
        In one step; that it was her first visit is told when the register is closed.
        """
        session_id = book.session()

        cigdem = walk_in(book, session_id)
        book.close(session_id)

        seen = queries.mother(mother_id=cigdem, uow=book.uow())
        assert seen.mother.group_id == book.group_id
        assert book.outcomes(session_id) == {cigdem: "attended"}
        [told] = book.events(AttendanceRecorded)
        assert (told.mother_id, told.first_visit) == (cigdem, True)

    def test_is_expected_the_next_week(self, book):
        """
        She is on the list from today on, like anybody who was entered today.
        """
        cigdem = walk_in(book, book.session())

        assert book.outcomes(book.session(TUESDAY.replace(day=24))) == {cigdem: None}

    def test_is_not_entered_where_she_cannot_be_marked(self, book):
        """
        The register was closed meanwhile; or her number is a mother's whom we know.
        """
        closed = book.closed(TUESDAY)
        known = book.mother("Soraya", phone="+4567000031")
        book.forget_events()

        with pytest.raises(SessionAlreadyClosed):
            walk_in(book, closed)
        with pytest.raises(MotherAlreadyListed) as refusal:
            walk_in(book, book.session(TUESDAY.replace(day=24)), phone="+4567000031")

        assert refusal.value.facts["id"] == str(known)
        assert book.events(ContactChanged) == []
