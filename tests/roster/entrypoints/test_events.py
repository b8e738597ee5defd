"""
What the roster does about what others announce.
"""

from datetime import date
from itertools import permutations
from uuid import uuid4

import pytest

from services.roster.service import RosterService
from services.roster.storage.unit_of_work import RosterUnitOfWork
from services.roster.usecases import queries
from shared.bus.consumer import Consumer
from shared.bus.extensions import policies_of
from shared.contracts.envelope import Envelope, new_traceparent, write_envelope
from shared.contracts.outreach import AgreementChanged
from shared.contracts.roster.mothers import MotherDeclined
from shared.kernel.ids import new_id
from shared.kernel.organisations import Organisation
from tests.roster.book import TUESDAY_NOON
from tests.support.bus import SettableClock

SAID_ON = date(2026, 11, 16)
A_DAY_LATER = date(2026, 11, 17)


def told(mother_id, to_kind, *, version, said_on=SAID_ON, came_back_on=None):
    event = AgreementChanged(
        mother_id=mother_id,
        from_kind="said_yes",
        to_kind=to_kind,
        said_on=said_on,
        came_back_on=came_back_on,
    )
    return write_envelope(
        Envelope(
            id=new_id(),
            event=event,
            time=TUESDAY_NOON,
            recorded_at=TUESDAY_NOON,
            version=version,
            organisation=Organisation.HOUSING_TEAM,
            correlation_id=new_id(),
            causation_id=None,
            traceparent=new_traceparent(),
        )
    )


def consumer_of(book):
    return Consumer(
        policies_of(RosterService),
        unit_of_work=lambda cause: RosterUnitOfWork(book.engine, cause=cause),
        clock=SettableClock(TUESDAY_NOON),
    )


def enrolment(book, mother_id):
    return queries.mother(mother_id=mother_id, uow=book.uow()).mother.enrolment


class TestAgreementChanged:
    def test_to_no_thanks_declines_and_is_told_once(self, book):
        """
        Two messages say it, one of them twice; the roster says it on once.
        """
        nevra, efua = book.mother(), book.mother("Efua")
        body = told(nevra, "no_thanks", version=2)
        consumer = consumer_of(book)

        consumer.take([body, told(efua, "keep_going", version=2), body])
        consumer.take([told(nevra, "no_thanks", version=3)])

        [declined] = book.events(MotherDeclined)
        assert (declined.mother_id, declined.declined_on) == (nevra, SAID_ON)
        assert (enrolment(book, nevra), enrolment(book, efua)) == ("declined", "active")

    def test_of_a_mother_whom_the_roster_does_not_know_changes_nothing(self, book):
        """
        Nothing is kept to be tried again: it is no error.
        """
        consumer_of(book).take([told(uuid4(), "no_thanks", version=1)])

        with book.uow() as uow:
            assert uow.inbox.unfinished() == []
        assert book.events(MotherDeclined) == []

    def test_ends_the_same_in_every_order(self, sqlite_book):
        """
        The newest agreement is no thanks, whichever message comes first.
        """
        for order in permutations(range(3)):
            nevra = sqlite_book.mother()
            kinds = ("said_yes", "keep_going", "no_thanks")
            bodies = [
                told(nevra, kind, version=version)
                for version, kind in enumerate(kinds, start=1)
            ]

            consumer = consumer_of(sqlite_book)
            for place in order:
                consumer.take([bodies[place]])

            assert enrolment(sqlite_book, nevra) == "declined"

    @pytest.mark.parametrize("yes", ["said_yes", "keep_going"])
    def test_to_a_yes_of_a_later_day_brings_her_back(self, sqlite_book, yes):
        """
        In every order, and also when she had declined to the group itself: outreach
        hears of that from us, and tells what she has said since.
        """
        for order in permutations(range(2)):
            nevra = sqlite_book.mother()
            bodies = [
                told(nevra, "no_thanks", version=1),
                told(
                    nevra,
                    yes,
                    version=2,
                    said_on=A_DAY_LATER,
                    came_back_on=A_DAY_LATER,
                ),
            ]

            consumer = consumer_of(sqlite_book)
            for place in order:
                consumer.take([bodies[place]])

            assert enrolment(sqlite_book, nevra) == "interested"

    def test_to_a_yes_of_the_same_day_does_not(self, sqlite_book):
        """
        Rule 3: it may have been on its way when she said no thanks here.
        """
        nevra = sqlite_book.mother()
        sqlite_book.decline(nevra, said_on=SAID_ON)

        consumer_of(sqlite_book).take([told(nevra, "said_yes", version=1)])

        assert enrolment(sqlite_book, nevra) == "declined"
