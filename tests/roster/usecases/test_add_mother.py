"""
What adding a mother, and changing how she is reached, promise.
"""

from datetime import date
from uuid import uuid4

import pytest

from services.roster.domain.errors import (
    GroupNotFound,
    MotherAlreadyListed,
    MotherHasDeclined,
    MotherNotFound,
    YesHeardByOutsider,
)
from services.roster.domain.roster_row import RosterRow
from services.roster.usecases import queries
from services.roster.usecases.add_mother import add_mother
from services.roster.usecases.change_contact import Contact, change_contact
from shared.contracts.roster.children import ChildAdded
from shared.contracts.roster.mothers import (
    CommitmentGiven,
    ContactChanged,
    MotherDeclined,
)
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid, StaleVersion
from tests.roster.book import TUESDAY, WEDNESDAY

NEW_NUMBER = "+4567000099"
YES_DAY = date(2026, 11, 10)
TWIN_DAY = date(2026, 3, 14)


def contact(**told):
    usual = {
        "display_name": "Nevra",
        "phone": None,
        "languages": (),
        "shared_phone": False,
        "may_leave_message": False,
    }
    return Contact(**usual | told)


def change(book, mother_id, *, seen_version=None, said_yes_on=None, **told):
    return change_contact(
        mother_id=mother_id,
        contact=contact(**told),
        said_yes_on=said_yes_on,
        seen_version=seen_version,
        today=TUESDAY,
        heard_by=Role.PAEDAGOG,
        uow=book.uow(),
    )


class TestAddMother:
    def test_tells_her_contact_her_yes_and_the_month_of_each_birth(self, book):
        """
        Three facts, each for whom it concerns; the day of birth stays here.
        """
        mother, twins = book.mother_with_children(
            "Nevra",
            born_on=[TWIN_DAY, TWIN_DAY],
            languages=("tr", "da"),
            said_yes_on=date(2026, 8, 18),
        )

        [told] = book.announced(ContactChanged)
        [yes] = book.events(CommitmentGiven)
        born = book.events(ChildAdded)
        assert (told.event.mother_id, told.version) == (mother.id, 1)
        assert told.event.languages == ("tr", "da")
        assert (yes.said_on, yes.heard_by_role) == (date(2026, 8, 18), "coordinator")
        assert {child.child_id for child in born} == {child.id for child in twins}
        assert {child.birth_month for child in born} == {date(2026, 3, 1)}

    def test_tells_no_yes_that_she_has_not_said(self, book):
        """
        Without it nobody may be persistent.
        """
        book.mother()

        assert book.events(CommitmentGiven) == []

    def test_refuses_what_cannot_be_and_then_adds_nothing(self, book):
        """
        Neither her nor a child, and nobody hears of her.
        """
        told = RosterRow(line=1, display_name="Nevra", said_yes_on=YES_DAY)
        refused = {"told": told, "today": TUESDAY, "uow": book.uow()}

        with pytest.raises(Invalid):
            book.mother(born_on=[TUESDAY], today=YES_DAY)
        with pytest.raises(Invalid):
            book.mother(said_yes_on=TUESDAY, today=YES_DAY)
        with pytest.raises(GroupNotFound):
            add_mother(group_id=uuid4(), heard_by=Role.COORDINATOR, **refused)
        with pytest.raises(YesHeardByOutsider):
            add_mother(group_id=book.group_id, heard_by=Role.DAYCARE_INTAKE, **refused)

        assert book.events() == []
        assert queries.mothers(group_id=None, limit=9, uow=book.uow()) == []

    def test_refuses_one_whom_we_know_by_her_own_phone(self, book):
        """
        Rule 3: typed in anew, in whatever group, she would be texted after her no
        thanks.
        """
        known = book.mother(phone=NEW_NUMBER)
        book.decline(known, said_on=TUESDAY)

        with pytest.raises(MotherAlreadyListed) as refusal:
            book.mother("N.", phone=NEW_NUMBER, group_id=book.new_group())

        assert refusal.value.facts == {
            "id": str(known),
            "state": "declined",
            "version": 2,
        }

    def test_takes_another_mother_who_shares_the_phone(self, book):
        """
        Two sisters may have one between them.
        """
        book.mother(phone=NEW_NUMBER)
        book.mother("Martyna", phone=NEW_NUMBER, shared_phone=True)

        assert len(book.events(ContactChanged)) == 2


class TestChangeContact:
    def test_tells_the_new_contact_with_a_greater_version(self, book):
        """
        Whoever hears of both knows which holds.
        """
        mother_id = book.mother(said_yes_on=date(2026, 8, 18))
        book.forget_events()

        change(book, mother_id, seen_version=1, phone=NEW_NUMBER)

        [told] = book.announced()
        assert (told.version, told.event.phone) == (2, NEW_NUMBER)

    def test_tells_nothing_when_nothing_is_new(self, book):
        """
        Somebody opened the form and saved it as it was.
        """
        mother_id = book.mother()
        book.forget_events()

        mother = change(book, mother_id)

        assert mother.version == 1
        assert book.events() == []

    def test_takes_a_yes_and_keeps_it(self, book):
        """
        She said it after she came onto the list; a later change does not unsay it.
        """
        mother_id = book.mother()

        change(book, mother_id, said_yes_on=YES_DAY)
        mother = change(book, mother_id, phone=NEW_NUMBER)

        [yes] = book.announced(CommitmentGiven)
        assert (yes.event.said_on, yes.event.heard_by_role) == (YES_DAY, "paedagog")
        assert yes.version == 2
        assert mother.said_yes_on == YES_DAY

    def test_refuses_an_old_version_an_unknown_mother_and_a_yes_to_come(self, book):
        """
        A number that somebody else has just corrected is not overwritten.
        """
        mother_id = book.mother()
        change(book, mother_id, phone=NEW_NUMBER)

        with pytest.raises(StaleVersion) as refusal:
            change(book, mother_id, seen_version=1)
        with pytest.raises(MotherNotFound):
            change(book, uuid4())
        with pytest.raises(Invalid):
            change(book, mother_id, said_yes_on=date(2026, 11, 18))

        assert refusal.value.facts == {"version": 2, "state": "active"}
        seen = queries.mother(mother_id=mother_id, uow=book.uow())
        assert seen.mother.phone == NEW_NUMBER

    def test_takes_no_yes_from_one_who_has_said_no_thanks(self, book):
        """
        Rule 3: no form takes it back by the way; her number may be put right.
        """
        mother_id = book.mother(said_yes_on=YES_DAY, today=YES_DAY)
        book.decline(mother_id, said_on=YES_DAY)
        book.forget_events()

        with pytest.raises(MotherHasDeclined) as refusal:
            change(book, mother_id, said_yes_on=TUESDAY)
        mother = change(book, mother_id, said_yes_on=YES_DAY, phone=NEW_NUMBER)

        assert refusal.value.facts == {"state": "declined", "version": 2}
        assert (mother.enrolment, mother.phone) == ("declined", NEW_NUMBER)
        assert book.events(CommitmentGiven) == []


class TestDeclineMother:
    def test_is_told_once_however_often_it_is_said(self, book):
        """
        The first day is the one that counts.
        """
        mother_id = book.mother()

        for day in (TUESDAY, WEDNESDAY.date()):
            book.decline(mother_id, said_on=day)

        [told] = book.announced(MotherDeclined)
        assert (told.event.mother_id, told.event.declined_on) == (mother_id, TUESDAY)
        assert told.version == 2

    def test_refuses_a_mother_that_there_is_not(self, book):
        """
        Whoever typed it must not believe that it holds.
        """
        with pytest.raises(MotherNotFound):
            book.decline(uuid4(), said_on=TUESDAY)
