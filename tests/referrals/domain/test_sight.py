"""
Who sees a referral, a hand-off, and the contact card of the mother in it.
"""

import pytest

from services.referrals.domain.act import WORKS_FOR
from services.referrals.domain.hand_off_codes import HandOffState
from services.referrals.domain.referral_codes import ReferralState
from services.referrals.domain.sight import (
    sees_card_of_hand_off,
    sees_card_of_referral,
    sees_hand_off,
    sees_referral,
)
from shared.kernel.organisations import Role
from tests.referrals.domain.examples import (
    HEALTH_VISITOR,
    a_draft,
    a_requested_referral,
    a_wanted_place,
)

WITH_THEM = {
    ReferralState.REQUESTED,
    ReferralState.ACCEPTED,
    ReferralState.SCHEDULED,
}
RECIPIENTS = [Role.HEALTH_VISITOR, Role.HEALTH_VISITORS_LEADER]


def who(role):
    return {"role": role, "organisation": WORKS_FOR[role]}


HAVE_HER = {"have_her": True}


class TestReferral:
    @pytest.mark.parametrize("state", ReferralState)
    @pytest.mark.parametrize("role", RECIPIENTS)
    def test_is_seen_by_health_visitors_from_when_it_was_sent(self, state, role):
        """
        A draft is not theirs yet; what they have answered stays in their sight.
        """
        referral = a_requested_referral()
        referral.state = state

        never_sent = state in {ReferralState.DRAFT, ReferralState.DISCARDED}
        assert sees_referral(referral, **who(role)) is not never_sent

    @pytest.mark.parametrize("state", ReferralState)
    @pytest.mark.parametrize("role", RECIPIENTS)
    def test_shows_its_card_to_health_visitors_while_it_is_open(self, state, role):
        """
        Name and number were given for a visit; without a visit they are not shown.
        """
        referral = a_requested_referral()
        referral.state = state

        sees_card = sees_card_of_referral(referral, **who(role), **HAVE_HER)
        assert sees_card is (state in WITH_THEM)

    @pytest.mark.parametrize("state", ReferralState)
    def test_stays_with_whoever_drafted_it(self, state):
        """
        The sender follows what becomes of it, with the name she knows anyway: those who
        have the mother no more see it while it is open with them alone.
        """
        referral = a_draft()
        referral.state = state
        own = a_draft(act=HEALTH_VISITOR)
        own.state = state

        assert sees_referral(referral, **who(Role.COORDINATOR))
        assert sees_card_of_referral(referral, **who(Role.COORDINATOR), **HAVE_HER)
        visitor = who(Role.HEALTH_VISITOR)
        assert sees_card_of_referral(own, **visitor, **HAVE_HER)
        sees_card = sees_card_of_referral(own, **visitor, have_her=False)
        assert sees_card is (state in WITH_THEM)

    @pytest.mark.parametrize("role", [Role.PAEDAGOG, Role.DAYCARE_INTAKE])
    @pytest.mark.parametrize("state", ReferralState)
    def test_is_not_seen_by_anybody_else(self, state, role):
        """
        A concern is between those who sent it and those who received it.
        """
        referral = a_draft()
        referral.state = state

        assert not sees_referral(referral, **who(role))
        assert not sees_card_of_referral(referral, **who(role), **HAVE_HER)


class TestHandOff:
    @pytest.mark.parametrize("state", HandOffState)
    def test_is_intakes_from_the_application_and_its_card_until_the_start(self, state):
        """
        Intake sees no wish before the mother applied, and no name after the start.
        """
        hand_off = a_wanted_place()
        hand_off.state = state

        sees = sees_hand_off(hand_off, role=Role.DAYCARE_INTAKE)
        sees_card = sees_card_of_hand_off(hand_off, role=Role.DAYCARE_INTAKE)
        assert sees is (state != HandOffState.WANTED)
        assert sees_card is (sees and state != HandOffState.STARTED)

    @pytest.mark.parametrize("state", HandOffState)
    def test_is_seen_by_those_who_hear_wishes_and_by_no_health_visitor(self, state):
        """
        Coordinator and pædagog help the mother the whole way.
        """
        hand_off = a_wanted_place()
        hand_off.state = state

        for role in (Role.COORDINATOR, Role.PAEDAGOG):
            assert sees_hand_off(hand_off, role=role)
            assert sees_card_of_hand_off(hand_off, role=role)
        for role in RECIPIENTS:
            assert not sees_hand_off(hand_off, role=role)
            assert not sees_card_of_hand_off(hand_off, role=role)
