"""
Every step of a sealed case, tried by everybody who sees it, in every order.
"""

from copy import deepcopy

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

from shared.kernel.refusal import Refusal
from tests.referrals.domain.examples import TUESDAY, TUESDAY_TEN, ZEHRA
from tests.referrals.domain.sealed_examples import (
    AUTHOR,
    HEALTH_VISITOR,
    LEADER,
    SENT,
    THEIR_LEADER,
    a_considered_case,
)

FACTS = {
    "discuss": {},
    "send": SENT,
    "receipt": {"receipted_on": TUESDAY},
    "tell_outcome": {},
    "close": {},
}
# What should be, as a table of its own: a step, the state before, the state after.
LEADS_TO = {
    ("discuss", "considering"): "discussed",
    ("send", "considering"): "sent",
    ("send", "discussed"): "sent",
    ("send", "sent"): "sent",
    ("receipt", "sent"): "receipted",
    ("tell_outcome", "receipted"): "told_outcome",
    ("close", "considering"): "closed",
    ("close", "discussed"): "closed",
    ("close", "receipted"): "closed",
}
AUTHORS_OWN = {
    ("discuss", "considering"), ("close", "considering"), ("close", "discussed"),
}  # fmt: skip
FINAL = {"told_outcome", "closed"}


def expected_refusal(case, step, reader):
    if (step, case.state) not in LEADS_TO:
        return "sealed-case-in-state"
    if (step, case.state) in AUTHORS_OWN and reader.user_id != case.author_id:
        return "role-may-not"
    return None


def code_of_refusal(case, step, reader):
    try:
        getattr(case, step)(**FACTS[step], reader=reader, at=TUESDAY_TEN)
    except Refusal as refusal:
        return refusal.code
    return None


class SealedMachine(RuleBasedStateMachine):
    @initialize(
        pair=st.sampled_from([(AUTHOR, LEADER), (HEALTH_VISITOR, THEIR_LEADER)])
    )
    def somebody_considers(self, pair):
        self.readers = pair
        self.case = a_considered_case(reader=pair[0])

    @rule(step=st.sampled_from(sorted(FACTS)), leads=st.booleans())
    def either_tries_anything(self, step, leads):
        self.take(step, self.readers[leads])

    @precondition(lambda self: self.case.state not in FINAL)
    @rule(data=st.data(), leads=st.booleans())
    def either_goes_on(self, data, leads):
        reader = self.readers[leads]
        self.take(
            data.draw(st.sampled_from(sorted(self.case.steps_for(reader)))), reader
        )

    def take(self, step, reader):
        before = deepcopy(self.case)
        expected = expected_refusal(before, step, reader)

        assert (step in before.steps_for(reader)) == (expected is None)
        assert code_of_refusal(self.case, step, reader) == expected
        if expected:
            assert self.case == before
        else:
            taken = self.case.history[-1]
            assert self.case.state == LEADS_TO[step, before.state]
            assert self.case.history[:-1] == before.history
            assert (taken.from_state, taken.to_state) == (before.state, self.case.state)
            assert taken.by_role is reader.role

    @invariant()
    def version_counts_the_history(self):
        assert self.case.version == len(self.case.history)
        assert self.case.history[-1].to_state == self.case.state

    @invariant()
    def what_was_sent_has_all_its_facts_and_what_was_not_has_none(self):
        facts = (
            self.case.sent_on, self.case.office, self.case.parents_informed,
            self.case.interpreted, self.case.receipt_due_on,
        )  # fmt: skip
        was_sent = any(one.to_state == "sent" for one in self.case.history)

        assert all((fact is not None) == was_sent for fact in facts)

    @invariant()
    def only_what_was_never_sent_forgets_whom_it_is_about(self):
        forgotten = self.case.state == "closed" and not self.case.is_sent

        assert self.case.mother_id == (None if forgotten else ZEHRA)

    @invariant()
    def only_an_end_starts_the_clock(self):
        assert (self.case.ended_at is not None) == (self.case.state in FINAL)

    @invariant()
    def no_step_says_why(self):
        assert {one.reason for one in self.case.history} == {None}


class TestSealedCase:
    def test_takes_exactly_one_step_or_none_whoever_tries_what(self):
        """
        Each attempt is refused with its stable code and changes nothing, or leaves one
        line of history; a page offers what would be allowed, and nothing else.
        """
        run_state_machine_as_test(
            SealedMachine,
            settings=settings(
                max_examples=60, stateful_step_count=20, deadline=None, database=None
            ),
        )
