"""
A child that is ready for daycare, on its way to a place.
"""

from datetime import date
from uuid import UUID

import pytest

from services.referrals.domain.errors import (
    ConsentMissing,
    ConsentRefused,
    HandOffInState,
    NotFirstOfMonth,
    NotYours,
    RoleMayNot,
    WishNotKnown,
)
from services.referrals.domain.hand_off import HandOff
from services.referrals.domain.hand_off_codes import HandOffState, Wish
from shared.kernel.organisations import Organisation, Role
from tests.referrals.domain.examples import (
    A_DAYCARE,
    BABY_MIRA,
    CASE,
    COORDINATOR,
    DAYCARE_NO,
    DAYCARE_YES,
    HEALTH_VISITOR,
    IN_TWO_WEEKS,
    INTAKE,
    MARCH,
    MAY,
    PAEDAGOG,
    TUESDAY,
    YES,
    ZEHRA,
    a_wanted_place,
    act_by,
    an_accepted_hand_off,
    an_applied_hand_off,
    an_offered_hand_off,
)

NOT_INTAKE = [COORDINATOR, PAEDAGOG, HEALTH_VISITOR]
NOT_COORDINATOR = [PAEDAGOG, HEALTH_VISITOR, INTAKE]


def wanted(*, need_month: date = MAY, wishes: tuple[str, ...] = ()) -> HandOff:
    return HandOff.want(
        hand_off_id=CASE,
        child_id=BABY_MIRA,
        mother_id=ZEHRA,
        need_month=need_month,
        wishes=wishes,
        languages=("tr",),
        consent=None,
        act=COORDINATOR,
    )


class TestWant:
    @pytest.mark.parametrize("facilitator", [COORDINATOR, PAEDAGOG])
    def test_begins_where_a_mother_tells_of_her_wish(self, facilitator):
        """
        The coordinator or the pædagog writes it down.
        """
        hand_off = a_wanted_place(act=facilitator)

        assert hand_off.state == HandOffState.WANTED
        assert hand_off.history[0].by_role == facilitator.by_role
        assert (hand_off.version, len(hand_off.history)) == (1, 1)

    @pytest.mark.parametrize("other", [HEALTH_VISITOR, INTAKE, act_by(Role.MOTHER)])
    def test_is_written_down_by_nobody_else(self, other):
        """
        Intake learns of a child when the mother has applied, not before.
        """
        with pytest.raises(RoleMayNot):
            a_wanted_place(act=other)

    def test_takes_wish_codes_and_daycare_ids(self):
        """
        A mother wishes for a certain daycare, or for a kind of place.
        """
        hand_off = wanted(wishes=(*Wish, A_DAYCARE))

        assert hand_off.wishes == (*Wish, A_DAYCARE)

    @pytest.mark.parametrize(
        "sentence",
        ["close to us please", "", "NEAR_HOME", A_DAYCARE + " ", UUID(A_DAYCARE).hex],
    )
    def test_refuses_a_wish_in_words_of_ones_own(self, sentence):
        """
        A sentence would reach intake as it stands; the refusal does not repeat it.
        """
        with pytest.raises(WishNotKnown) as refusal:
            wanted(wishes=("near_home", sentence))

        assert refusal.value.code == "wish-not-known"
        assert refusal.value.facts == {
            "errors": {"wishes": {1: ["Use one of the wish codes or a daycare's id."]}}
        }

    def test_keeps_the_month_of_the_need_and_no_day(self):
        """
        The day could be the child's birthday, so only the month is taken.
        """
        with pytest.raises(NotFirstOfMonth) as refusal:
            wanted(need_month=date(2027, 5, 2))

        assert refusal.value.code == "not-first-of-month"
        assert refusal.value.facts == {
            "errors": {"need_month": ["Use the first day of the month."]}
        }


class TestApply:
    def test_is_done_with_the_coordinators_help(self):
        """
        From here on the application waits at daycare intake.
        """
        hand_off = a_wanted_place(act=PAEDAGOG)

        hand_off.apply(on=TUESDAY, act=COORDINATOR)

        assert hand_off.state == HandOffState.APPLIED
        assert hand_off.applied_on == TUESDAY

    @pytest.mark.parametrize("other", NOT_COORDINATOR)
    def test_is_the_coordinators_alone(self, other):
        """
        Helping a mother to apply is the coordinator's part.
        """
        hand_off = a_wanted_place()

        with pytest.raises(RoleMayNot):
            hand_off.apply(on=TUESDAY, act=other)

    def test_needs_the_mothers_answer(self):
        """
        Intake is another organisation; it learns nothing without her yes.
        """
        hand_off = a_wanted_place(consent=None)

        with pytest.raises(ConsentMissing) as refusal:
            hand_off.apply(on=TUESDAY, act=COORDINATOR)

        assert refusal.value.facts == {"state": "wanted", "version": 1}

    def test_is_blocked_by_her_no(self):
        """
        She may want a place and not want the group to speak for her.
        """
        hand_off = a_wanted_place(consent=DAYCARE_NO)

        with pytest.raises(ConsentRefused):
            hand_off.apply(on=TUESDAY, act=COORDINATOR)

    def test_does_not_rest_on_a_yes_to_a_home_visit(self):
        """
        Each disclosure is asked about by itself.
        """
        hand_off = a_wanted_place(consent=YES)

        with pytest.raises(ConsentMissing):
            hand_off.apply(on=TUESDAY, act=COORDINATOR)

    def test_goes_on_when_she_answers_later(self):
        """
        The latest answer counts, and the history keeps that it was given.
        """
        hand_off = a_wanted_place(consent=DAYCARE_NO)

        hand_off.record_consent(consent=DAYCARE_YES, act=PAEDAGOG)
        hand_off.apply(on=TUESDAY, act=COORDINATOR)

        assert hand_off.state == HandOffState.APPLIED
        assert [step.reason for step in hand_off.history] == [
            None,
            "consent_given",
            None,
        ]


class TestOffer:
    @pytest.mark.parametrize("wished", [True, False])
    def test_comes_from_intake_with_a_last_day_to_answer(self, wished):
        """
        Whether it was wished for is kept: silence on such an offer costs the place.
        """
        hand_off = an_applied_hand_off()

        hand_off.offer(answer_by=IN_TWO_WEEKS, wished=wished, act=INTAKE)

        assert hand_off.state == HandOffState.OFFERED
        assert (hand_off.answer_by, hand_off.wished) == (IN_TWO_WEEKS, wished)

    @pytest.mark.parametrize("other", NOT_INTAKE)
    def test_comes_from_nobody_but_intake(self, other):
        """
        The group cannot promise a place.
        """
        hand_off = an_applied_hand_off()

        with pytest.raises(RoleMayNot):
            hand_off.offer(answer_by=IN_TWO_WEEKS, wished=True, act=other)

    def test_is_not_intakes_when_made_for_another_organisation(self):
        """
        The daycare itself gives no places, even through the same role.
        """
        daycare = act_by(Role.DAYCARE_INTAKE, organisation=Organisation.DAYCARE)
        hand_off = an_applied_hand_off()

        with pytest.raises(NotYours):
            hand_off.offer(answer_by=IN_TWO_WEEKS, wished=True, act=daycare)

    def test_is_one_at_a_time(self):
        """
        A second offer would hide the deadline of the first.
        """
        hand_off = an_offered_hand_off()

        with pytest.raises(HandOffInState) as refusal:
            hand_off.offer(answer_by=IN_TWO_WEEKS, wished=True, act=INTAKE)

        assert refusal.value.code == "hand-off-in-state"
        assert refusal.value.facts == {"state": "offered", "version": 3}

    def test_is_accepted_by_the_mother_through_the_coordinator(self):
        """
        Her yes keeps the offer as it was made.
        """
        hand_off = an_offered_hand_off()

        hand_off.accept(act=COORDINATOR)

        assert hand_off.state == HandOffState.ACCEPTED
        assert hand_off.answer_by == IN_TWO_WEEKS

    @pytest.mark.parametrize("answer", ["accept", "decline"])
    @pytest.mark.parametrize("other", NOT_COORDINATOR)
    def test_is_answered_by_nobody_on_her_behalf(self, other, answer):
        """
        Intake does not answer its own offer.
        """
        hand_off = an_offered_hand_off()

        with pytest.raises(RoleMayNot):
            getattr(hand_off, answer)(act=other)

    def test_leaves_the_application_standing_when_declined(self):
        """
        Only the offer ends: the child waits on, and another offer may come.
        """
        hand_off = an_offered_hand_off()

        hand_off.decline(act=COORDINATOR)

        assert hand_off.state == HandOffState.APPLIED
        assert (hand_off.answer_by, hand_off.wished) == (None, None)
        assert hand_off.applied_on == TUESDAY
        assert hand_off.history[-1].reason == "offer_declined"

    def test_may_come_again_after_a_no(self):
        """
        A no to one place is not a no to daycare.
        """
        hand_off = an_offered_hand_off()
        hand_off.decline(act=COORDINATOR)

        hand_off.offer(answer_by=IN_TWO_WEEKS, wished=False, act=INTAKE)

        assert hand_off.state == HandOffState.OFFERED


class TestStart:
    @pytest.mark.parametrize("witness", [COORDINATOR, INTAKE])
    def test_ends_the_hand_off(self, witness):
        """
        The child is in daycare; its month is kept, its day is not.
        """
        hand_off = an_accepted_hand_off()

        hand_off.start(start_month=MARCH, act=witness)

        assert hand_off.state == HandOffState.STARTED
        assert hand_off.start_month == MARCH

    def test_refuses_a_day_in_place_of_a_month(self):
        """
        The first day in daycare is the family's and is not written down.
        """
        hand_off = an_accepted_hand_off()

        with pytest.raises(NotFirstOfMonth):
            hand_off.start(start_month=date(2027, 3, 3), act=COORDINATOR)

        assert hand_off.state == HandOffState.ACCEPTED

    def test_needs_an_accepted_offer(self):
        """
        No child starts in a place that its mother has not said yes to.
        """
        hand_off = an_offered_hand_off()

        with pytest.raises(HandOffInState):
            hand_off.start(start_month=MAY, act=COORDINATOR)


class TestIsOpen:
    @pytest.mark.parametrize(
        "start",
        [
            a_wanted_place,
            an_applied_hand_off,
            an_offered_hand_off,
            an_accepted_hand_off,
        ],
    )
    def test_is_true_until_the_child_has_started(self, start):
        """
        As long as it is open, no second hand-off for the child may begin.
        """
        assert start().is_open

    def test_is_false_once_the_child_has_started(self):
        """
        Later, for another daycare, a new one may begin.
        """
        hand_off = an_accepted_hand_off()

        hand_off.start(start_month=MARCH, act=COORDINATOR)

        assert not hand_off.is_open
