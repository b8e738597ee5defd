"""
What referrals has in hand about a mother, as the roster's clocks know it.
"""

from datetime import date, timedelta
from itertools import permutations
from uuid import uuid4

import pytest

from services.roster.domain.retention import Clocks
from services.roster.usecases import queries
from services.roster.usecases.erase_what_is_old import erase_what_is_old
from shared.contracts.envelope import Envelope, new_traceparent, write_envelope
from shared.contracts.referrals import (
    PlaceStarted,
    PlaceWanted,
    ReferralCompleted,
    ReferralDeclined,
    ReferralSubmitted,
)
from shared.kernel.ids import new_id
from shared.kernel.organisations import Organisation
from tests.roster.book import TUESDAY_NOON
from tests.roster.entrypoints.test_events import consumer_of

CLOCKS = Clocks(no_thanks=timedelta(days=180), not_seen=timedelta(days=730))
LONG_AGO = TUESDAY_NOON - timedelta(days=800)


def body(event, *, version):
    return write_envelope(
        Envelope(
            id=new_id(),
            event=event,
            time=TUESDAY_NOON,
            recorded_at=TUESDAY_NOON,
            version=version,
            organisation=Organisation.HEALTH_VISITORS,
            correlation_id=new_id(),
            causation_id=None,
            traceparent=new_traceparent(),
        )
    )


def declined_long_ago(book):
    mother_id = book.mother("Declined", today=LONG_AGO.date(), now=LONG_AGO)
    book.decline(mother_id, said_on=LONG_AGO.date(), now=LONG_AGO)
    return mother_id


def not_seen_for_long(book):
    mother_id = book.mother("Gone", today=LONG_AGO.date(), now=LONG_AGO)
    then = LONG_AGO + timedelta(days=1)
    book.decline(mother_id, said_on=then.date(), now=then, may_ask_at_new_birth=True)
    return mother_id


def number_erased(book, *, days_later=0):
    now = TUESDAY_NOON + timedelta(days=days_later)
    done = erase_what_is_old(clocks=CLOCKS, now=now, uow=book.uow(now=now))
    assert done.failures == ()
    return done.number


def referral_events(mother_id, ended):
    told = {"referral_id": uuid4(), "mother_id": mother_id}
    return ReferralSubmitted(**told, priority="routine"), ended(**told)


def hand_off_events(mother_id):
    told = {"hand_off_id": uuid4(), "child_id": uuid4(), "mother_id": mother_id}
    month = date(2026, 11, 1)
    return (
        PlaceWanted(**told),
        PlaceStarted(**told, start_month=month),
    )


class TestMatter:
    @pytest.mark.parametrize("make", [declined_long_ago, not_seen_for_long])
    def test_that_is_open_holds_the_clocks(self, book, make):
        """
        No clock erases a mother about whom something is open elsewhere: she would be
        gone before the home visit. Nor is it announced that she will be.
        """
        mother_id = make(book)
        other_id = make(book)
        opened, _ = referral_events(mother_id, ReferralCompleted)
        consumer_of(book).take([body(opened, version=2)])

        soon = queries.erased_soon(clocks=CLOCKS, now=TUESDAY_NOON, uow=book.uow())

        assert [one.id for one in soon] == [other_id]
        assert number_erased(book) == 1
        assert queries.mother(mother_id=mother_id, uow=book.uow())

    @pytest.mark.parametrize("ended", [ReferralDeclined, ReferralCompleted])
    def test_that_ends_lets_the_clocks_begin_anew(self, sqlite_book, ended):
        """
        A home visit is contact. In whatever order it is told that it began and ended.
        """
        for order in permutations(range(2)):
            mother_id = declined_long_ago(sqlite_book)
            opened, closed = referral_events(mother_id, ended)
            bodies = [body(opened, version=2), body(closed, version=5)]

            consumer = consumer_of(sqlite_book)
            for place in order:
                consumer.take([bodies[place]])

            assert number_erased(sqlite_book) == 0
            assert number_erased(sqlite_book, days_later=180) == 0
            assert number_erased(sqlite_book, days_later=181) == 1

    def test_is_a_wish_for_a_place_too(self, sqlite_book):
        """
        From when she wants a place for her child until the child has started.
        """
        mother_id = declined_long_ago(sqlite_book)
        wanted, started = hand_off_events(mother_id)

        consumer_of(sqlite_book).take([body(wanted, version=1)])
        assert number_erased(sqlite_book, days_later=900) == 0

        consumer_of(sqlite_book).take([body(started, version=5)])
        assert number_erased(sqlite_book, days_later=181) == 1

    def test_of_a_mother_whom_the_roster_does_not_know_is_not_kept(self, sqlite_book):
        """
        No clock runs for her, and nothing waits to be tried again.
        """
        opened, _ = referral_events(uuid4(), ReferralCompleted)

        consumer_of(sqlite_book).take([body(opened, version=2)])

        with sqlite_book.uow() as uow:
            assert uow.inbox.unfinished() == []
