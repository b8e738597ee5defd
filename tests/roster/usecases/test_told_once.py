"""
What the others are told of children, of help and of a group, once and at its time.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.roster.domain.enrolment import Enrolment, Help, LeaveReason
from services.roster.usecases import queries
from services.roster.usecases.let_mother_leave import let_mother_leave
from services.roster.usecases.record_yes import record_yes
from services.roster.usecases.suggest_again import suggest_again
from services.roster.usecases.take_offer_of_help import take_offer_of_help
from services.roster.usecases.take_yes_back import take_yes_back
from services.roster.usecases.tell_birthdays import tell_birthdays
from services.roster.usecases.withdraw_help import withdraw_help
from shared.contracts.roster.children import (
    ChildBirthday,
    ChildTurnedOne,
    ChildTurnedTwo,
)
from shared.contracts.roster.mothers import (
    CommitmentGiven,
    CommitmentWithdrawn,
    ResourceOffered,
    ResourceWithdrawn,
)
from shared.kernel.clock import in_utc
from shared.kernel.organisations import Role
from tests.roster.book import TUESDAY, TUESDAY_NOON
from tests.roster.way import Way

# In winter Copenhagen is an hour ahead: its day begins the evening before.
BEFORE_MIDNIGHT = datetime(2026, 11, 16, 22, 59, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 16, 23, 0, tzinfo=UTC)


def look(book, now):
    return tell_birthdays(now=now, uow=book.uow(now=now))


class TestBirthdays:
    def test_are_told_from_midnight_in_copenhagen_on_and_once(self, book):
        """
        With the month and not the day; a second look, or replica, has nothing to tell.
        """
        entered = date(2026, 9, 1)
        one = book.mother(today=entered, born_on=[date(2025, 11, 17)])
        book.mother("Ama", today=entered, born_on=[date(2024, 11, 18)])

        early = look(book, BEFORE_MIDNIGHT)
        told, again = look(book, MIDNIGHT), look(book, MIDNIGHT)

        assert (early, told, again) == (0, 1, 0)
        (envelope,) = book.announced(ChildTurnedOne)
        assert envelope.event.mother_id == one
        assert envelope.event.birth_month == date(2025, 11, 1)
        assert envelope.time == MIDNIGHT
        assert look(book, MIDNIGHT + timedelta(days=1)) == 1
        assert len(book.events(ChildTurnedTwo)) == 1

    def test_of_a_time_without_a_clock_are_told_as_they_were(self, book):
        """
        In their order, each at its own time; the first three months are summer there.
        """
        born_on = date(2025, 7, 1)
        book.mother(today=date(2025, 9, 1), born_on=[born_on])

        look(book, in_utc(date(2028, 1, 1), datetime.min.time()))

        told = [one for one in book.announced() if isinstance(one.event, ChildBirthday)]
        assert [(type(one.event), one.time, one.version) for one in told] == [
            (ChildTurnedOne, datetime(2026, 6, 30, 22, tzinfo=UTC), 1),
            (ChildTurnedTwo, datetime(2027, 6, 30, 22, tzinfo=UTC), 2),
        ]


@pytest.fixture
def gone(sqlite_book):
    """
    Give the way of one who came, and has left.
    """
    book = sqlite_book
    way = Way(book)
    session_id = book.session()
    way.to_first_visit(session_id)
    way.now = TUESDAY_NOON
    book.mark(session_id, way.mother_id)
    book.close(session_id)
    way.take(let_mother_leave, reason=LeaveReason.WORK)
    return way


class TestHelp:
    def test_is_withdrawn_by_her_word_once(self, gone):
        """
        Who offered nothing, or has said so before, tells nothing new.
        """
        gone.take(withdraw_help)
        nothing = gone.book.events(ResourceWithdrawn)
        gone.take(take_offer_of_help, kind=Help.COOK)
        gone.take(withdraw_help, by=Role.PAEDAGOG)
        gone.take(withdraw_help)

        offered = gone.book.announced(ResourceOffered)
        (withdrawn,) = gone.book.announced(ResourceWithdrawn)
        assert nothing == []
        assert withdrawn.version > offered[0].version
        assert withdrawn.event.aggregate_key == offered[0].event.aggregate_key
        seen = queries.mother(mother_id=gone.mother_id, uow=gone.book.uow())
        assert not seen.mother.standing.offers_help

    def test_ends_when_she_is_no_longer_one_who_has_left(self, gone):
        """
        She is with us again, and is not asked to cook for the others.
        """
        gone.take(take_offer_of_help, kind=Help.COOK)
        gone.take(suggest_again)

        assert len(gone.book.events(ResourceWithdrawn)) == 1


class TestYes:
    def test_is_taken_back_and_she_stays(self, book):
        """
        It is no no thanks: she is in the group as before, and persistence has ended.
        """
        nevra = book.mother(said_yes_on=date(2026, 9, 1))
        told = {"mother_id": nevra, "by": Role.PAEDAGOG, "now": TUESDAY_NOON}

        take_yes_back(**told, uow=book.uow())
        take_yes_back(**told, uow=book.uow())

        given = book.announced(CommitmentGiven)
        (withdrawn,) = book.announced(CommitmentWithdrawn)
        assert withdrawn.event == CommitmentWithdrawn(
            mother_id=nevra, withdrawn_on=TUESDAY, heard_by_role="paedagog"
        )
        assert withdrawn.version > given[0].version
        assert withdrawn.event.aggregate_key == given[0].event.aggregate_key
        mother = queries.mother(mother_id=nevra, uow=book.uow()).mother
        assert (mother.enrolment, mother.said_yes_on) == (Enrolment.ACTIVE, None)

    def test_may_be_said_again(self, sqlite_book):
        """
        Who had only said yes is asked as before, and her next yes is newer.
        """
        way = Way(sqlite_book)
        way.take(record_yes, said_on=way.now.date())
        way.take(take_yes_back)
        asked = way.state()
        way.take(record_yes, said_on=way.now.date())

        assert (asked, way.state()) == (Enrolment.INVITED, Enrolment.INTERESTED)
        given = sqlite_book.announced(CommitmentGiven)
        (withdrawn,) = sqlite_book.announced(CommitmentWithdrawn)
        assert given[0].version < withdrawn.version < given[1].version
