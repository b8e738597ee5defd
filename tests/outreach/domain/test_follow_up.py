"""
The follow-up of one missed session, from the miss to its end.
"""

from datetime import timedelta
from uuid import uuid4

import pytest

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.errors import (
    FollowUpClosed,
    FollowUpNotReached,
    NotAnAnswer,
)
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.follow_up_record import follow_up_id
from services.outreach.domain.follow_up_state import FollowUpState
from tests.outreach.domain.follow_ups import (
    LEADS_TO,
    MOTHER,
    NEXT_TUESDAY_TEN,
    SESSION,
    THURSDAY_TEN,
    TUESDAY_TEN,
    WAYS_TO_BE_ANSWERED,
    WAYS_TO_BE_CLOSED,
    WAYS_TO_BE_OPEN,
    WEDNESDAY_TEN,
    call,
    missed,
    standing_at,
    with_concern,
)


class TestOpen:
    """
    A miss leaves one task behind.
    """

    def test_has_one_id_for_one_missed_session(self):
        """
        However often the miss is told, it is the same follow-up.
        """
        assert missed().id == missed().id
        assert missed().id == follow_up_id(mother_id=MOTHER, session_id=SESSION)

    def test_has_another_id_for_another_mother_or_session(self):
        """
        Two who missed together, or one who missed twice, are two tasks.
        """
        ids = {
            follow_up_id(mother_id=MOTHER, session_id=SESSION),
            follow_up_id(mother_id=uuid4(), session_id=SESSION),
            follow_up_id(mother_id=MOTHER, session_id=uuid4()),
        }

        assert len(ids) == 3

    def test_waits_for_somebody_to_begin(self):
        """
        It is open, with no attempt and no reason to be closed.
        """
        follow_up = missed()

        assert follow_up.is_open
        assert follow_up.state is FollowUpState.OPEN
        assert follow_up.attempts == []
        assert follow_up.reason is None


class TestLogAttempt:
    """
    The coordinator writes, calls, and tries again.
    """

    def test_keeps_every_attempt(self):
        """
        That she was tried three times can be seen afterwards.
        """
        follow_up = missed()
        attempts = [call(follow_up, AttemptOutcome.NO_ANSWER) for _ in range(3)]

        for each in attempts:
            follow_up.log_attempt(each)

        assert follow_up.attempts == attempts
        assert follow_up.state is FollowUpState.ATTEMPTING

    @pytest.mark.parametrize("state", LEADS_TO)
    def test_returns_where_it_leads(self, state):
        """
        The caller is told the state, and announces what has happened.
        """
        follow_up = missed()

        assert follow_up.log_attempt(call(follow_up, LEADS_TO[state])) is state

    @pytest.mark.parametrize("state", WAYS_TO_BE_ANSWERED)
    def test_ends_it_with_what_she_said(self, state):
        """
        Nothing is closed without the reason and the time.
        """
        follow_up = standing_at(state)

        assert follow_up.reason == LEADS_TO[state]
        assert follow_up.closed_at == WEDNESDAY_TEN

    @pytest.mark.parametrize(
        "outcome", ["coming_next", "practical_help", "keep_going", "just_hard_today"]
    )
    def test_does_not_end_a_concern(self, outcome):
        """
        That she comes next time does not take care of the child; a person has to.
        """
        follow_up = with_concern()

        follow_up.log_attempt(call(follow_up, AttemptOutcome(outcome)))
        follow_up.log_attempt(call(follow_up, AttemptOutcome.WANTS_PAUSE))

        assert follow_up.state is FollowUpState.REACHED
        assert follow_up.waits_for is AttemptOutcome.CONCERN

    @pytest.mark.parametrize("outcome", ["wants_pause", "practical_help"])
    def test_lets_a_later_answer_replace_what_she_asked_for(self, outcome):
        """
        She comes after all, or by herself: there is nothing to agree on.
        """
        follow_up = missed()
        follow_up.log_attempt(call(follow_up, AttemptOutcome(outcome)))

        follow_up.log_attempt(call(follow_up, AttemptOutcome.COMING_NEXT))

        assert follow_up.state is FollowUpState.COMPLETED

    def test_keeps_a_concern_after_a_no_thanks(self):
        """
        Rule 3 ends all contact with her; the child's concern is for the health visitor,
        and somebody still has to pass it on.
        """
        follow_up = with_concern()

        follow_up.log_attempt(call(follow_up, AttemptOutcome.NO_THANKS))

        assert follow_up.state is FollowUpState.REACHED
        assert follow_up.waits_for is AttemptOutcome.CONCERN

    def test_does_not_fall_back_from_reached(self):
        """
        A later call that nobody takes does not undo that she was reached.
        """
        follow_up = standing_at(FollowUpState.REACHED)

        follow_up.log_attempt(call(follow_up, AttemptOutcome.NO_ANSWER))

        assert follow_up.state is FollowUpState.REACHED

    @pytest.mark.parametrize("state", WAYS_TO_BE_CLOSED)
    def test_refuses_one_that_has_ended(self, state):
        """
        What ended is not edited: no attempt is added to it, and the caller is told
        where it stands.
        """
        follow_up = standing_at(state)
        attempts, version = list(follow_up.attempts), follow_up.version

        with pytest.raises(FollowUpClosed) as refusal:
            follow_up.log_attempt(call(follow_up, AttemptOutcome.NO_ANSWER))

        assert refusal.value.facts == {"state": state, "version": version}
        assert follow_up.attempts == attempts


class TestComplete:
    """
    What she asked for has been taken care of.
    """

    def test_ends_one_that_was_reached(self):
        """
        The concern is handed on; now the follow-up is done.
        """
        follow_up = with_concern()

        follow_up.complete(outcome=AttemptOutcome.CONCERN, at=THURSDAY_TEN)

        assert follow_up.state is FollowUpState.COMPLETED
        assert follow_up.reason == "concern"
        assert follow_up.closed_at == THURSDAY_TEN

    @pytest.mark.parametrize("state", [FollowUpState.OPEN, FollowUpState.ATTEMPTING])
    def test_refuses_before_she_is_reached(self, state):
        """
        A follow-up is never tidied away without her.
        """
        follow_up = standing_at(state)

        with pytest.raises(FollowUpNotReached):
            follow_up.complete(outcome=AttemptOutcome.COMING_NEXT, at=THURSDAY_TEN)

        assert follow_up.is_open

    @pytest.mark.parametrize("outcome", ["no_answer", "left_message", "no_thanks"])
    def test_refuses_what_is_no_answer(self, outcome):
        """
        Silence is no answer, and a no thanks stops more than this one.
        """
        follow_up = standing_at(FollowUpState.REACHED)

        with pytest.raises(NotAnAnswer) as refusal:
            follow_up.complete(outcome=AttemptOutcome(outcome), at=THURSDAY_TEN)

        assert "outcome" in refusal.value.facts["errors"]
        assert follow_up.is_open

    @pytest.mark.parametrize("state", WAYS_TO_BE_CLOSED)
    def test_refuses_one_that_has_ended(self, state):
        """
        It ended once, for one reason.
        """
        follow_up = standing_at(state)

        with pytest.raises(FollowUpClosed):
            follow_up.complete(outcome=AttemptOutcome.COMING_NEXT, at=THURSDAY_TEN)


class TestCameBack:
    """
    She was at the next session.
    """

    @pytest.mark.parametrize("state", [FollowUpState.OPEN, FollowUpState.ATTEMPTING])
    def test_ends_it_until_she_is_reached(self, state):
        """
        Her being there is the answer, and nobody needs to call her any more.
        """
        follow_up = standing_at(state)

        came_back = follow_up.came_back(
            last_came_at=NEXT_TUESDAY_TEN, at=NEXT_TUESDAY_TEN
        )

        assert came_back
        assert follow_up.state is FollowUpState.COMPLETED
        assert follow_up.reason == "came_back"

    @pytest.mark.parametrize("outcome", ["concern", "wants_pause"])
    def test_does_not_take_care_of_what_she_told(self, outcome):
        """
        A concern must not be lost: it stays on the list until a person completes it.
        """
        follow_up = missed()
        follow_up.log_attempt(call(follow_up, AttemptOutcome(outcome)))

        came_back = follow_up.came_back(
            last_came_at=NEXT_TUESDAY_TEN, at=NEXT_TUESDAY_TEN
        )

        assert not came_back
        assert follow_up.state is FollowUpState.REACHED

    def test_ends_the_help_that_she_needed_to_come(self):
        """
        She came: nobody has to plan any more who fetches her.
        """
        follow_up = missed()
        follow_up.log_attempt(call(follow_up, AttemptOutcome.PRACTICAL_HELP))

        follow_up.came_back(last_came_at=NEXT_TUESDAY_TEN, at=NEXT_TUESDAY_TEN)

        assert follow_up.reason == "came_back"

    def test_is_not_told_by_an_earlier_session(self):
        """
        A register of the week before that is closed late says nothing about this miss.
        """
        follow_up = missed()

        came_back = follow_up.came_back(
            last_came_at=TUESDAY_TEN - timedelta(days=7), at=WEDNESDAY_TEN
        )

        assert not came_back
        assert follow_up.is_open

    @pytest.mark.parametrize("state", WAYS_TO_BE_CLOSED)
    def test_leaves_alone_what_has_ended(self, state):
        """
        It ended before, and the reason stays what it was.
        """
        follow_up = standing_at(state)
        reason = follow_up.reason

        came_back = follow_up.came_back(
            last_came_at=NEXT_TUESDAY_TEN, at=NEXT_TUESDAY_TEN
        )

        assert not came_back
        assert (follow_up.state, follow_up.reason) == (state, reason)


class TestHadNotComeBack:
    """
    The register of the later session was wrong.
    """

    @pytest.mark.parametrize("state", [FollowUpState.OPEN, FollowUpState.ATTEMPTING])
    def test_opens_it_where_its_attempts_had_brought_it(self, state):
        """
        She was called before; the coordinator does not start from nothing.
        """
        follow_up = came_back(standing_at(state))
        version = follow_up.version

        assert follow_up.had_not_come_back(last_came_at=None, at=THURSDAY_TEN)

        assert follow_up.state is state
        assert (follow_up.reason, follow_up.closed_at) == (None, None)
        assert follow_up.version == version + 1

    def test_leaves_it_when_she_has_come_to_another(self):
        """
        She is back, whichever week it was.
        """
        follow_up = came_back(missed())

        assert not follow_up.had_not_come_back(
            last_came_at=NEXT_TUESDAY_TEN, at=NEXT_TUESDAY_TEN
        )

        assert follow_up.reason == "came_back"

    @pytest.mark.parametrize("state", WAYS_TO_BE_CLOSED)
    def test_leaves_alone_what_ended_otherwise(self, state):
        """
        What she said stays said.
        """
        follow_up = standing_at(state)

        assert not follow_up.had_not_come_back(last_came_at=None, at=THURSDAY_TEN)

        assert follow_up.state is state


class TestStop:
    """
    Rule 3, no thanks holds at once.
    """

    @pytest.mark.parametrize("state", WAYS_TO_BE_OPEN)
    def test_ends_it_at_any_stage(self, state):
        """
        Whatever was going on with it, it is over.
        """
        follow_up = standing_at(state)

        assert follow_up.stop(at=THURSDAY_TEN)

        assert follow_up.state is FollowUpState.STOPPED
        assert follow_up.reason == "no_thanks"
        assert follow_up.closed_at == THURSDAY_TEN

    @pytest.mark.parametrize("state", WAYS_TO_BE_CLOSED)
    def test_leaves_alone_what_has_ended(self, state):
        """
        A no thanks does not rewrite what went before it.
        """
        follow_up = standing_at(state)
        before = (follow_up.reason, follow_up.closed_at, follow_up.version)

        assert not follow_up.stop(at=THURSDAY_TEN)

        assert follow_up.state is state
        assert (follow_up.reason, follow_up.closed_at, follow_up.version) == before


def came_back(follow_up: FollowUp) -> FollowUp:
    assert follow_up.came_back(last_came_at=NEXT_TUESDAY_TEN, at=NEXT_TUESDAY_TEN)
    return follow_up
