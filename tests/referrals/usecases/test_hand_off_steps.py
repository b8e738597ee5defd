"""
A hand-off's way through the use cases: what is stored, and what is announced to whom.
"""

from datetime import date
from uuid import UUID

import pytest

from services.referrals.domain.errors import (
    ChildNotKnown,
    ConsentMissing,
    HandOffAlreadyOpen,
    HandOffNotFound,
)
from services.referrals.domain.hand_off_codes import HandOffState
from services.referrals.usecases.accept_offer import accept_offer
from services.referrals.usecases.apply_for_place import apply_for_place
from services.referrals.usecases.decline_offer import decline_offer
from services.referrals.usecases.offer_place import offer_place
from services.referrals.usecases.record_daycare_consent import record_daycare_consent
from services.referrals.usecases.start_in_daycare import start_in_daycare
from shared.contracts.referrals import (
    ApplicationHelped,
    OfferAccepted,
    OfferDeclined,
    OfferMade,
    PartnerDaycareHandOff,
    PlaceStarted,
    PlaceWanted,
)
from shared.kernel.organisations import Role
from shared.kernel.refusal import StaleVersion
from tests.referrals.desk import Desk
from tests.referrals.domain.examples import (
    A_DAYCARE,
    BABY_MIRA,
    DAYCARE_YES,
    IN_TWO_WEEKS,
    MARCH,
    MAY,
    TUESDAY,
    ZEHRA,
)

IN_THE_HOUSE = "referrals.events"
TO_PARTNERS = "referrals.partners"
NOBODY = UUID(int=99)


def applied(desk: Desk) -> UUID:
    wanted = desk.want()
    desk.do(apply_for_place, Role.COORDINATOR, hand_off_id=wanted.id, on=TUESDAY)
    return wanted.id


def offered(desk: Desk) -> UUID:
    hand_off_id = applied(desk)
    desk.do(
        offer_place,
        Role.DAYCARE_INTAKE,
        hand_off_id=hand_off_id,
        answer_by=IN_TWO_WEEKS,
        wished=True,
    )
    return hand_off_id


def ids_of(hand_off_id: UUID) -> dict[str, UUID]:
    return {"hand_off_id": hand_off_id, "child_id": BABY_MIRA, "mother_id": ZEHRA}


class TestWantPlace:
    def test_keeps_everything_and_tells_that_she_wants_it(self, desk):
        """
        A wish is nobody's business yet, so it is told by ids in the house alone;
        what is read again is what was written.
        """
        wanted = desk.want()

        assert desk.hand_off(wanted.id) == wanted
        assert desk.events() == [PlaceWanted(**ids_of(wanted.id))]

    def test_refuses_a_child_that_is_not_known(self, desk):
        """
        A hand-off must name a child.
        """
        with pytest.raises(ChildNotKnown):
            desk.want(child_id=NOBODY)

    def test_refuses_a_second_while_one_is_open(self, desk):
        """
        One child has one way to a place; who starts a second is shown the first.
        """
        hand_off_id = applied(desk)

        with pytest.raises(HandOffAlreadyOpen) as refusal:
            desk.want()

        assert refusal.value.facts == {
            "hand_off_id": str(hand_off_id),
            "state": "applied",
            "version": 2,
        }

    def test_may_come_again_after_the_child_has_started(self, desk):
        """
        A family that moves may need a new place.
        """
        first = offered(desk)
        desk.do(accept_offer, Role.COORDINATOR, hand_off_id=first)
        desk.do(
            start_in_daycare, Role.COORDINATOR, hand_off_id=first, start_month=MARCH
        )

        second = desk.want()

        assert desk.hand_off(first).state == HandOffState.STARTED
        assert desk.hand_off(second.id).state == HandOffState.WANTED


class TestApplyForPlace:
    def test_hands_over_what_intake_needs_and_no_more(self, desk):
        """
        Intake hears when, where and in which languages; it hears neither whose child
        it is nor who the family is. The guarantee counts from the birth month's first.
        """
        hand_off_id = applied(desk)

        told = desk.last_pair()
        assert told[IN_THE_HOUSE].event == ApplicationHelped(
            **ids_of(hand_off_id), applied_on=TUESDAY, need_month=MAY
        )
        assert told[TO_PARTNERS].event == PartnerDaycareHandOff(
            hand_off_ref=hand_off_id,
            need_month=MAY,
            guarantee_date=date(2027, 6, 9),
            wishes=("near_home",),
            wished_daycare_ids=(UUID(A_DAYCARE),),
            languages=("tr", "da"),
        )

    def test_announces_nothing_without_consent(self, desk):
        """
        Intake sees the child only when the mother has said yes to exactly that. In the
        house it is told by ids that she wants a place, so that no clock erases her.
        """
        wanted = desk.want(consent=None)

        with pytest.raises(ConsentMissing):
            desk.do(
                apply_for_place, Role.COORDINATOR, hand_off_id=wanted.id, on=TUESDAY
            )
        desk.do(
            record_daycare_consent,
            Role.PAEDAGOG,
            hand_off_id=wanted.id,
            consent=DAYCARE_YES,
        )

        assert desk.events() == [PlaceWanted(**ids_of(wanted.id))]
        assert desk.hand_off(wanted.id).consent == DAYCARE_YES


class TestOffer:
    def test_is_announced_with_its_deadline(self, desk):
        """
        Silence on a wished-for place deletes the application, so the day is told.
        """
        hand_off_id = offered(desk)

        assert desk.last_pair()[IN_THE_HOUSE].event == OfferMade(
            **ids_of(hand_off_id), answer_by=IN_TWO_WEEKS, wished=True
        )

    def test_is_accepted_and_the_child_starts(self, desk):
        """
        The whole way, each step with its announcement.
        """
        hand_off_id = offered(desk)

        desk.do(accept_offer, Role.COORDINATOR, hand_off_id=hand_off_id)
        accepted = desk.last_pair()[IN_THE_HOUSE].event
        desk.do(
            start_in_daycare,
            Role.DAYCARE_INTAKE,
            hand_off_id=hand_off_id,
            start_month=MARCH,
        )

        assert accepted == OfferAccepted(**ids_of(hand_off_id))
        assert desk.last_pair()[IN_THE_HOUSE].event == PlaceStarted(
            **ids_of(hand_off_id), start_month=MARCH
        )
        assert desk.hand_off(hand_off_id).start_month == MARCH

    def test_is_declined_and_the_application_stands(self, desk):
        """
        A no to one place is not a no to all.
        """
        hand_off_id = offered(desk)

        desk.do(decline_offer, Role.COORDINATOR, hand_off_id=hand_off_id)

        kept = desk.hand_off(hand_off_id)
        assert (kept.state, kept.answer_by) == (HandOffState.APPLIED, None)
        assert desk.last_pair()[IN_THE_HOUSE].event == OfferDeclined(
            **ids_of(hand_off_id)
        )


class TestEveryStep:
    def test_refuses_an_id_that_nobody_gave(self, desk):
        """
        An unknown hand-off is said to be unknown.
        """
        with pytest.raises(HandOffNotFound):
            desk.do(accept_offer, Role.COORDINATOR, hand_off_id=NOBODY)

    def test_does_not_tell_the_state_to_whom_it_does_not_concern(self, desk):
        """
        A wish is not intake's to know of, though the offer will be its step.
        """
        wanted = desk.want()

        with pytest.raises(HandOffNotFound) as refusal:
            desk.do(
                offer_place,
                Role.DAYCARE_INTAKE,
                hand_off_id=wanted.id,
                answer_by=IN_TWO_WEEKS,
                wished=True,
            )

        assert set(refusal.value.facts) == {"id"}

    def test_refuses_who_looked_at_an_older_version(self, desk):
        """
        The second of two is told how it stands, and a wrong role is not.
        """
        hand_off_id = applied(desk)
        told = {"hand_off_id": hand_off_id, "on": TUESDAY, "version": 1}

        with pytest.raises(StaleVersion) as stale:
            desk.do(apply_for_place, Role.COORDINATOR, **told)
        with pytest.raises(HandOffNotFound) as wrong_role:
            desk.do(apply_for_place, Role.HEALTH_VISITOR, **told)

        assert stale.value.facts == {"version": 2, "state": "applied"}
        assert set(wrong_role.value.facts) == {"id"}
