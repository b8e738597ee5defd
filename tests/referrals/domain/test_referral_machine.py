"""
Every step of a referral, tried by everybody, in every state.
"""

from copy import deepcopy
from itertools import product

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from services.referrals.domain.referral_codes import DeclineReason, ReferralState
from shared.kernel.organisations import Organisation, Role
from shared.kernel.refusal import Refusal
from tests.referrals.domain.examples import (
    COORDINATOR,
    HEALTH_VISITOR,
    NO,
    PAEDAGOG,
    YES,
    a_completed_referral,
    a_draft,
    a_requested_referral,
    a_scheduled_referral,
    act_by,
    an_accepted_referral,
)
from tests.referrals.domain.referral_table import (
    INTERPRETER_LEADS_TO,
    LEADS_TO,
    STEPS,
    expected_refusal,
)

FINAL = {"discarded", "declined", "completed"}


def a_discarded_draft():
    referral = a_draft()
    referral.discard(act=COORDINATOR)
    return referral


def a_declined_referral():
    referral = a_requested_referral()
    referral.decline(reason=DeclineReason.AT_CAPACITY, act=HEALTH_VISITOR)
    return referral


def try_step(referral, step, facts, act):
    """
    Take the step or see it refused as the table says, and nothing in between.
    """
    before = deepcopy(referral)
    expected = expected_refusal(before, step, facts, act)

    assert code_of_refusal(referral, step, facts, act) == expected
    if expected:
        assert referral == before
    else:
        assert_one_step_further(before, referral, step, act)


def code_of_refusal(referral, step, facts, act):
    try:
        getattr(referral, step)(act=act, **facts)
    except Refusal as refusal:
        return refusal.code
    return None


def assert_one_step_further(before, referral, step, act):
    taken = referral.history[-1]

    assert referral.version == before.version + 1
    assert referral.history[:-1] == before.history
    assert referral.state == LEADS_TO[step, before.state]
    assert (taken.from_state, taken.to_state) == (before.state, referral.state)
    assert (taken.by_role, taken.by_organisation) == (act.by_role, act.by_organisation)
    assert taken.at == act.at
    if "interpreter" in step:
        interpreter_was = before.interpreter.state
        assert referral.interpreter.state == INTERPRETER_LEADS_TO[step, interpreter_was]


def possible_steps(referral, *, ending):
    """
    Return the steps that the table allows now, each with somebody who may take it.
    """
    return [
        (step, facts, act_by(role))
        for (step, facts), role in product(STEPS, Role)
        if expected_refusal(referral, step, facts, act_by(role)) is None
        and (LEADS_TO[step, referral.state] in FINAL) == ending
    ]


class ReferralMachine(RuleBasedStateMachine):
    @initialize(
        drafter=st.sampled_from([COORDINATOR, PAEDAGOG, HEALTH_VISITOR]),
        consent=st.sampled_from([YES, NO, None]),
        language=st.sampled_from(["tr", None]),
    )
    def somebody_drafts(self, drafter, consent, language):
        self.referral = a_draft(
            act=drafter, consent=consent, interpreter_language=language
        )

    @rule(
        step=st.sampled_from(STEPS),
        role=st.sampled_from(Role),
        organisation=st.none() | st.sampled_from(Organisation),
    )
    def anybody_tries_anything(self, step, role, organisation):
        try_step(self.referral, *step, act_by(role, organisation=organisation))

    @precondition(lambda self: possible_steps(self.referral, ending=False))
    @rule(data=st.data())
    def somebody_goes_on(self, data):
        self.take_one_of(possible_steps(self.referral, ending=False), data)

    # An early end would leave the later states untried.
    @precondition(lambda self: self.referral.version > 8)
    @precondition(lambda self: possible_steps(self.referral, ending=True))
    @rule(data=st.data())
    def somebody_ends_it(self, data):
        self.take_one_of(possible_steps(self.referral, ending=True), data)

    def take_one_of(self, possible, data):
        name = data.draw(st.sampled_from(sorted({step for step, _, _ in possible})))
        step = data.draw(st.sampled_from([way for way in possible if way[0] == name]))
        try_step(self.referral, *step)

    @invariant()
    def version_counts_the_history(self):
        assert self.referral.version == len(self.referral.history)
        assert self.referral.history[-1].to_state == self.referral.state

    @invariant()
    def only_an_end_has_a_reason_or_an_outcome(self):
        declined = self.referral.state == ReferralState.DECLINED
        completed = self.referral.state == ReferralState.COMPLETED

        assert (self.referral.reason is not None) == declined
        assert (self.referral.outcome_code is not None) == completed

    @invariant()
    def nothing_was_sent_against_a_no(self):
        sent = self.referral.state not in {"draft", "discarded"}
        assert not (sent and self.referral.consent == NO)


class TestReferral:
    def test_takes_exactly_one_step_or_none_whoever_tries_what(self):
        """
        Each attempt is refused with its stable code and changes nothing, or leaves one
        line of history and the next version.
        """
        run_state_machine_as_test(
            ReferralMachine,
            settings=settings(
                max_examples=50, stateful_step_count=40, deadline=None, database=None
            ),
        )

    @pytest.mark.parametrize(
        "start",
        [
            a_draft,
            a_discarded_draft,
            a_requested_referral,
            a_declined_referral,
            an_accepted_referral,
            a_scheduled_referral,
            a_completed_referral,
        ],
    )
    def test_answers_every_role_of_every_organisation_in_every_state(self, start):
        """
        No combination of step, role and organisation is left to chance.
        """
        untouched = start()

        for step, role, organisation in product(STEPS, Role, Organisation):
            act = act_by(role, organisation=organisation)
            try_step(deepcopy(untouched), *step, act)

    @pytest.mark.parametrize("state", sorted(FINAL))
    def test_has_no_step_out_of_a_final_state(self, state):
        """
        What is over is superseded by a new referral, never edited.
        """
        assert not [step for step, of_state in LEADS_TO if of_state == state]
