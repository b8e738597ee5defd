"""
What referrals does about what roster announces.
"""

from datetime import date
from itertools import permutations
from uuid import UUID

import pytest

from services.referrals.domain.errors import HandOffAlreadyOpen
from services.referrals.service import ReferralsService
from services.referrals.storage.unit_of_work import ReferralsUnitOfWork
from services.referrals.usecases.queries import referral_seen
from shared.bus.consumer import Consumer
from shared.bus.extensions import policies_of
from shared.bus.topology import CONSUMED
from shared.contracts.envelope import write_envelope
from shared.contracts.privacy import ErasureOrdered
from shared.contracts.roster.children import ChildAdded, ChildRemoved
from shared.contracts.roster.groups import MotherListed
from shared.contracts.roster.mothers import MotherMerged
from shared.kernel.organisations import Role
from tests.referrals.domain.examples import BABY_MIRA, ZEHRA
from tests.support.bus import SettableClock, envelope_of

DECEMBER = date(2026, 12, 1)
JANUARY = date(2027, 1, 1)
A_SISTER = UUID(int=5)


def added(child_id: UUID = BABY_MIRA, birth_month: date = DECEMBER) -> ChildAdded:
    return ChildAdded(child_id=child_id, mother_id=ZEHRA, birth_month=birth_month)


def removed(child_id: UUID = BABY_MIRA) -> ChildRemoved:
    return ChildRemoved(child_id=child_id, mother_id=ZEHRA)


def twin_of(child_id: UUID) -> ChildAdded:
    return ChildAdded(
        child_id=A_SISTER, mother_id=ZEHRA, birth_month=DECEMBER, same_as=child_id
    )


def take(desk, *envelopes):
    consumer = Consumer(
        policies_of(ReferralsService),
        unit_of_work=lambda cause: ReferralsUnitOfWork(desk.engine, cause=cause),
        clock=SettableClock(),
    )
    for one in envelopes:
        consumer.take([write_envelope(one)])


def birth_months(desk):
    uow = desk.work()
    with uow.reading():
        hers = uow.children.of_mother(ZEHRA)
    return {child.child_id: child.birth_month for child in hers}


class TestChildAdded:
    def test_is_consumed_beside_what_is_told_of_mothers_and_nothing_else(self):
        """
        The queue is bound to exactly what there is a policy for.
        """
        heard = {policy.event for policy in policies_of(ReferralsService)}

        assert (
            heard
            == set(CONSUMED["referrals"])
            == {
                ChildAdded,
                ChildRemoved,
                ErasureOrdered,
                MotherListed,
                MotherMerged,
            }
        )

    def test_comes_to_the_same_in_every_order(self, desk):
        """
        A corrected month wins whenever it arrives, and repeats change nothing.
        """
        sister = envelope_of(added(A_SISTER))
        first = envelope_of(added())
        corrected = envelope_of(added(birth_month=JANUARY), version=2)

        for order in permutations([sister, first, corrected, corrected]):
            take(desk, *order)

            assert birth_months(desk) == {BABY_MIRA: JANUARY, A_SISTER: DECEMBER}

    def test_may_come_from_a_correction_first_of_all(self, desk):
        """
        The older word arrives last, and stays unheard.
        """
        corrected = envelope_of(added(birth_month=JANUARY), version=2)

        take(desk, corrected, envelope_of(added()))

        assert birth_months(desk) == {BABY_MIRA: JANUARY}

    def test_twice_in_one_batch_is_kept_once(self, desk):
        """
        A batch is one transaction; its second word changes what its first made.
        """
        consumer_batch = [
            envelope_of(added()),
            envelope_of(added(birth_month=JANUARY), version=2),
        ]

        Consumer(
            policies_of(ReferralsService),
            unit_of_work=lambda cause: ReferralsUnitOfWork(desk.engine, cause=cause),
            clock=SettableClock(),
        ).take([write_envelope(one) for one in consumer_batch])

        assert birth_months(desk) == {BABY_MIRA: JANUARY}


class TestChildRemoved:
    def test_comes_to_the_same_in_every_order(self, desk):
        """
        A child that was entered by mistake stands in no list, whichever word is first.
        """
        words = [envelope_of(added()), envelope_of(removed(), version=2)]

        for order in permutations([*words, words[1]]):
            take(desk, *order)

            assert birth_months(desk) == {}

    def test_is_undone_by_a_later_word(self, desk):
        """
        It was no mistake after all.
        """
        take(desk, envelope_of(added()), envelope_of(removed(), version=2))
        take(desk, envelope_of(added(), version=3))

        assert birth_months(desk) == {BABY_MIRA: DECEMBER}

    def test_leaves_what_names_the_child(self, desk):
        """
        A draft can still be read and discarded; nothing new names the child.
        """
        take(desk, envelope_of(added()))
        drafted = desk.draft()
        take(desk, envelope_of(removed(), version=2))
        _, child = referral_seen(
            drafted.id, by=Role.COORDINATOR, uow=desk.work(Role.COORDINATOR)
        )

        assert child is not None
        assert child.is_removed
        assert birth_months(desk) == {}


class TestChildEnteredTwice:
    def test_is_listed_once_and_known_by_both_ids(self, desk):
        """
        What is begun under its second id is begun for the child as it is listed.
        """
        entries = [
            envelope_of(added()),
            envelope_of(added(A_SISTER)),
            envelope_of(twin_of(BABY_MIRA), version=2),
        ]
        for order in permutations(entries):
            take(desk, *order)

            assert birth_months(desk) == {BABY_MIRA: DECEMBER}

        assert desk.draft(child_id=A_SISTER).child_id == BABY_MIRA
        assert desk.want(child_id=A_SISTER).child_id == BABY_MIRA

    def test_has_one_open_hand_off(self, desk):
        """
        Also where it was begun under the id that is listed no more.
        """
        take(desk, envelope_of(added()), envelope_of(added(A_SISTER)))
        desk.want(child_id=A_SISTER)
        take(desk, envelope_of(twin_of(BABY_MIRA), version=2))

        with pytest.raises(HandOffAlreadyOpen):
            desk.want(child_id=BABY_MIRA)
