"""
Who may act, before anything else is looked at.
"""

import pytest

from services.referrals.domain.errors import NotYours, RoleMayNot
from shared.kernel.organisations import Organisation, Role
from tests.referrals.domain.examples import COORDINATOR, TUESDAY_TEN, act_by


class TestAct:
    def test_passes_a_role_that_acts_for_its_own_organisation(self):
        """
        The coordinator of the housing team may do what coordinators may.
        """
        COORDINATOR.refuse_unless_by({Role.COORDINATOR})

    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR}))
    def test_refuses_every_other_role(self, role):
        """
        What is for the coordinator is for nobody else, a leader and the system
        included.
        """
        with pytest.raises(RoleMayNot) as refusal:
            act_by(role).refuse_unless_by({Role.COORDINATOR})

        assert refusal.value.code == "role-may-not"
        assert refusal.value.facts == {"role": role}

    @pytest.mark.parametrize(
        "organisation", sorted(set(Organisation) - {Organisation.HOUSING_TEAM})
    )
    def test_refuses_a_right_role_for_a_wrong_organisation(self, organisation):
        """
        The three owners are equals: a role counts only within its own organisation.
        """
        act = act_by(Role.COORDINATOR, organisation=organisation)

        with pytest.raises(NotYours) as refusal:
            act.refuse_unless_by({Role.COORDINATOR})

        assert refusal.value.code == "not-yours"
        assert refusal.value.facts == {"role": Role.COORDINATOR}

    def test_leaves_a_transition_that_tells_who_and_when(self):
        """
        Every step keeps its actor, organisation, time, reason and cause.
        """
        transition = COORDINATOR.transition(
            from_state="draft", to_state="requested", reason="some_code"
        )

        assert transition.at == TUESDAY_TEN
        assert transition.by_role == Role.COORDINATOR
        assert transition.by_organisation == Organisation.HOUSING_TEAM
        assert (transition.from_state, transition.to_state) == ("draft", "requested")
        assert transition.reason == "some_code"
        assert transition.causing_event_id is None
