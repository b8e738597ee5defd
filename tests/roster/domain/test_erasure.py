"""
Erasing a mother: who has confirmed it, and what is left of her no thanks.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from services.roster.domain.actor import Actor
from services.roster.domain.erasure import OTHERS, Cause, Erasure
from services.roster.domain.no_thanks_number import NoThanksNumber, mark_of
from shared.kernel.organisations import Organisation, Role

NOON = datetime(2026, 11, 17, 11, tzinfo=UTC)
NEXT_DAY = NOON + timedelta(days=1, seconds=1)
PAEDAGOG = Actor(role=Role.PAEDAGOG, organisation=Organisation.DAYCARE)


@dataclass
class Told:
    display_name: str = "Aylin"
    phone: str | None = "+4522334455"
    shared_phone: bool = False


def ordered():
    return Erasure.order(
        mother_id=uuid4(), group_id=uuid4(), cause=Cause.SHE_ASKED, by=PAEDAGOG, at=NOON
    )


class TestErasure:
    def test_is_complete_when_every_other_service_has_confirmed_it(self):
        """
        The roster alone does not make her unknown; and an answer counts once.
        """
        erasure = ordered()

        for service in OTHERS:
            assert erasure.completed_at is None
            assert erasure.confirm(service, at=NOON)
            assert not erasure.confirm(service, at=NEXT_DAY)

        assert erasure.completed_at == NOON

    def test_that_is_not_confirmed_within_a_day_is_told_once(self):
        """
        Nothing expires in silence; nor is the same said every hour.
        """
        erasure = ordered()
        erasure.confirm("outreach", at=NOON)

        assert not erasure.tell_late(at=NOON + timedelta(days=1))
        assert erasure.tell_late(at=NEXT_DAY)
        assert not erasure.tell_late(at=NEXT_DAY)
        assert erasure.missing == ("referrals", "notifications")


class TestNoThanksNumber:
    def test_is_known_by_a_mark_that_needs_the_key(self):
        """
        There are few numbers: without a key all of them could be tried.
        """
        assert mark_of(Told(), key="a") == mark_of(Told("Nevra"), key="a")
        assert mark_of(Told(), key="a") != mark_of(Told(), key="b")
        assert mark_of(Told(phone=None), key="a") is None

    def test_is_of_one_mother_where_a_phone_is_shared(self):
        """
        The no thanks of one is not that of her sister-in-law.
        """
        hers = mark_of(Told(shared_phone=True), key="a")

        assert hers == mark_of(Told("aylin ", shared_phone=True), key="a")
        assert hers != mark_of(Told("Nevra", shared_phone=True), key="a")

    def test_is_lifted_by_her_own_later_yes(self):
        """
        Of two words from the same day the no thanks holds, as everywhere.
        """
        known = NoThanksNumber(id=uuid4(), said_on=date(2026, 11, 17))

        assert not known.is_lifted_by(None)
        assert not known.is_lifted_by(date(2026, 11, 17))
        assert known.is_lifted_by(date(2026, 11, 18))
