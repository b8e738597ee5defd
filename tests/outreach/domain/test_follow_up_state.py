"""
Which outcome of an attempt leads where.
"""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from services.outreach.domain.attempt import Attempt, AttemptOutcome, Channel
from services.outreach.domain.follow_up_state import (
    ANSWERS,
    STATE_AFTER,
    FollowUpState,
    state_of,
)
from shared.kernel.organisations import Role

WEDNESDAY_TEN = datetime(2027, 3, 10, 9, 0, tzinfo=UTC)


def attempt(outcome: AttemptOutcome) -> Attempt:
    return Attempt(
        id=uuid4(),
        follow_up_id=uuid4(),
        channel=Channel.CALL,
        outcome=outcome,
        at=WEDNESDAY_TEN,
        by_role=Role.COORDINATOR,
    )


class TestOutcomes:
    """
    The table from outcome to state.
    """

    def test_all_have_a_state(self):
        """
        No outcome can be logged that leads nowhere.
        """
        assert STATE_AFTER.keys() == set(AttemptOutcome)

    @pytest.mark.parametrize("outcome", ["no_answer", "left_message"])
    def test_without_her_voice_leave_it_open(self, outcome):
        """
        A message that was left has reached a telephone, not her.
        """
        assert STATE_AFTER[AttemptOutcome(outcome)] is FollowUpState.ATTEMPTING

    @pytest.mark.parametrize("outcome", ["wants_pause", "concern", "practical_help"])
    def test_that_ask_for_more_keep_it_on_the_list(self, outcome):
        """
        A pause has to be agreed, a concern handed on and help planned, before anything
        is done.
        """
        assert STATE_AFTER[AttemptOutcome(outcome)] is FollowUpState.REACHED

    @pytest.mark.parametrize(
        "outcome", ["coming_next", "keep_going", "just_hard_today"]
    )
    def test_that_answer_complete_it(self, outcome):
        """
        "It is just hard today" is an answer as good as "I am coming".
        """
        assert STATE_AFTER[AttemptOutcome(outcome)] is FollowUpState.COMPLETED

    def test_no_thanks_stops_and_is_no_answer(self):
        """
        No thanks is never filed as one follow-up well completed.
        """
        assert STATE_AFTER[AttemptOutcome.NO_THANKS] is FollowUpState.STOPPED
        assert AttemptOutcome.NO_THANKS not in ANSWERS

    def test_unanswered_are_no_answers(self):
        """
        Nothing is completed by a call that nobody took.
        """
        assert AttemptOutcome.NO_ANSWER not in ANSWERS
        assert AttemptOutcome.LEFT_MESSAGE not in ANSWERS


class TestStanding:
    """
    Where an open follow-up stands after several attempts.
    """

    def test_is_open_before_the_first_attempt(self):
        """
        A follow-up that nobody has touched says so.
        """
        assert state_of([]) is FollowUpState.OPEN

    def test_stays_reached_when_a_later_call_is_not_taken(self):
        """
        She was reached; that she is out today does not undo it.
        """
        attempts = [attempt(AttemptOutcome.CONCERN), attempt(AttemptOutcome.NO_ANSWER)]

        assert state_of(attempts) is FollowUpState.REACHED
        assert state_of(reversed(attempts)) is FollowUpState.REACHED
