"""
Every step of a hand-off, tried by everybody, in every state.
"""

from copy import deepcopy
from datetime import date
from itertools import product
from typing import Any

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

from shared.kernel.organisations import Organisation, Role
from shared.kernel.refusal import Refusal
from tests.referrals.domain.examples import (
    COORDINATOR,
    DAYCARE_NO,
    DAYCARE_YES,
    IN_TWO_WEEKS,
    MARCH,
    MAY,
    NO,
    PAEDAGOG,
    TUESDAY,
    YES,
    a_wanted_place,
    act_by,
    an_accepted_hand_off,
    an_applied_hand_off,
    an_offered_hand_off,
)

STEPS: list[tuple[str, dict[str, Any]]] = [
    *(
        ("record_consent", {"consent": answer})
        for answer in (DAYCARE_YES, DAYCARE_NO, YES, NO)
    ),
    ("apply", {"on": TUESDAY}),
    ("offer", {"answer_by": IN_TWO_WEEKS, "wished": True}),
    ("offer", {"answer_by": IN_TWO_WEEKS, "wished": False}),
    ("accept", {}),
    ("decline", {}),
    ("start", {"start_month": MARCH}),
    ("start", {"start_month": date(2027, 3, 31)}),
    ("start", {"start_month": MAY}),
]

WORKS_FOR = {
    "coordinator": "housing_team",
    "paedagog": "daycare",
    "daycare_intake": "daycare_intake",
}

WHO = {
    "record_consent": {"coordinator", "paedagog"},
    "apply": {"coordinator"},
    "offer": {"daycare_intake"},
    "accept": {"coordinator"},
    "decline": {"coordinator"},
    "start": {"coordinator", "daycare_intake"},
}

LEADS_TO = {
    ("record_consent", "wanted"): "wanted",
    ("apply", "wanted"): "applied",
    ("offer", "applied"): "offered",
    ("accept", "offered"): "accepted",
    ("decline", "offered"): "applied",
    ("start", "accepted"): "started",
}


MONTHS_TOLD = {
    date(2027, 3, 31): "not-first-of-month",
    MAY: "day-not-possible",
}


def a_started_hand_off():
    hand_off = an_accepted_hand_off()
    hand_off.start(start_month=MARCH, act=COORDINATOR)
    return hand_off


def expected_refusal(hand_off, step, facts, act):
    """
    Return the code that must come back, or None where the step must be taken.
    """
    if act.by_role not in WHO[step]:
        return "role-may-not"
    if act.by_organisation != WORKS_FOR[act.by_role]:
        return "not-yours"
    if (step, hand_off.state) not in LEADS_TO:
        return "hand-off-in-state"
    if step == "apply" and hand_off.consent != DAYCARE_YES:
        refused = hand_off.consent == DAYCARE_NO
        return "consent-refused" if refused else "consent-missing"
    return MONTHS_TOLD.get(facts.get("start_month"))


def try_step(hand_off, step, facts, act):
    """
    Take the step or see it refused as the table says, and nothing in between.
    """
    before = deepcopy(hand_off)
    expected = expected_refusal(before, step, facts, act)

    assert code_of_refusal(hand_off, step, facts, act) == expected
    if expected:
        assert hand_off == before
    else:
        assert_one_step_further(before, hand_off, step, act)


def code_of_refusal(hand_off, step, facts, act):
    try:
        getattr(hand_off, step)(act=act, **facts)
    except Refusal as refusal:
        return refusal.code
    return None


def assert_one_step_further(before, hand_off, step, act):
    taken = hand_off.history[-1]

    assert hand_off.version == before.version + 1
    assert hand_off.history[:-1] == before.history
    assert hand_off.state == LEADS_TO[step, before.state]
    assert (taken.from_state, taken.to_state) == (before.state, hand_off.state)
    assert (taken.by_role, taken.by_organisation) == (act.by_role, act.by_organisation)
    assert taken.at == act.at


def possible_steps(hand_off):
    """
    Return every step that the table allows now, with somebody who may take it.
    """
    return [
        (step, facts, act_by(role))
        for (step, facts), role in product(STEPS, Role)
        if expected_refusal(hand_off, step, facts, act_by(role)) is None
    ]


class HandOffMachine(RuleBasedStateMachine):
    @initialize(
        facilitator=st.sampled_from([COORDINATOR, PAEDAGOG]),
        consent=st.sampled_from([DAYCARE_YES, DAYCARE_NO, YES, None]),
    )
    def a_mother_wants_a_place(self, facilitator, consent):
        self.hand_off = a_wanted_place(act=facilitator, consent=consent)

    @rule(
        step=st.sampled_from(STEPS),
        role=st.sampled_from(Role),
        organisation=st.none() | st.sampled_from(Organisation),
    )
    def anybody_tries_anything(self, step, role, organisation):
        try_step(self.hand_off, *step, act_by(role, organisation=organisation))

    @precondition(lambda self: self.hand_off.is_open)
    @rule(data=st.data())
    def somebody_goes_on(self, data):
        possible = possible_steps(self.hand_off)
        name = data.draw(st.sampled_from(sorted({step for step, _, _ in possible})))
        step = data.draw(st.sampled_from([way for way in possible if way[0] == name]))
        try_step(self.hand_off, *step)

    @invariant()
    def version_counts_the_history(self):
        assert self.hand_off.version == len(self.hand_off.history)
        assert self.hand_off.history[-1].to_state == self.hand_off.state

    @invariant()
    def an_offer_is_there_only_while_it_stands(self):
        stands = self.hand_off.state in {"offered", "accepted", "started"}

        assert (self.hand_off.answer_by is not None) == stands
        assert (self.hand_off.wished is not None) == stands

    @invariant()
    def intake_sees_a_child_only_with_consent(self):
        wanted = self.hand_off.state == "wanted"
        assert wanted or self.hand_off.consent == DAYCARE_YES

    @invariant()
    def it_is_open_until_the_child_has_started(self):
        started = self.hand_off.state == "started"

        assert self.hand_off.is_open != started
        assert (self.hand_off.start_month is not None) == started


class TestHandOff:
    def test_takes_exactly_one_step_or_none_whoever_tries_what(self):
        """
        Each attempt is refused with its stable code and changes nothing, or leaves one
        line of history and the next version.
        """
        run_state_machine_as_test(
            HandOffMachine,
            settings=settings(
                max_examples=50, stateful_step_count=40, deadline=None, database=None
            ),
        )

    @pytest.mark.parametrize(
        "start",
        [
            a_wanted_place,
            an_applied_hand_off,
            an_offered_hand_off,
            an_accepted_hand_off,
            a_started_hand_off,
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
