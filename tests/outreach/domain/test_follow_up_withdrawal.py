"""
A follow-up that is taken back, and one that has to be opened again.
"""

from itertools import permutations

import pytest

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.follow_up_state import FollowUpState, Withdrawal
from shared.kernel.organisations import Role
from tests.outreach.domain.follow_ups import (
    HELD,
    MOTHER,
    NEXT_TUESDAY_TEN,
    THURSDAY_TEN,
    TUESDAY_NOON,
    WAYS_TO_BE_ANSWERED,
    WAYS_TO_BE_OPEN,
    missed,
    reopen,
    standing_at,
    with_concern,
    withdraw,
)


class TestWithdraw:
    """
    Rule 1, cancelled is not missed.
    """

    @pytest.mark.parametrize("reason", Withdrawal)
    @pytest.mark.parametrize("state", WAYS_TO_BE_OPEN)
    def test_takes_it_back_at_any_stage(self, state, reason):
        """
        However far it has come, a miss that was none leaves no task.
        """
        follow_up = standing_at(state)

        assert withdraw(follow_up, reason=reason)

        assert follow_up.state is FollowUpState.WITHDRAWN
        assert follow_up.reason == reason
        assert follow_up.closed_at == THURSDAY_TEN

    @pytest.mark.parametrize("reason", Withdrawal)
    def test_waits_for_her_concern(self, reason):
        """
        A concern is about a child and not about the miss: it stays until somebody has
        passed it on, and is withdrawn if it was a slip.
        """
        follow_up = with_concern()

        assert not withdraw(follow_up, reason=reason)

        assert follow_up.waits_for is AttemptOutcome.CONCERN
        assert not follow_up.was_missed
        (slip,) = follow_up.attempts
        follow_up.take_back(slip.id, by=Role.COORDINATOR, at=THURSDAY_TEN)
        assert follow_up.withdraw_if_overtaken(at=THURSDAY_TEN)
        assert follow_up.reason == reason

    def test_that_was_none_leaves_the_miss_with_her_concern(self):
        """
        The register is corrected twice: she missed, and her concern waits.
        """
        follow_up = with_concern()
        withdraw(follow_up)

        assert not reopen(follow_up, attendance_version=3)

        assert follow_up.was_missed
        assert follow_up.waits_for is AttemptOutcome.CONCERN

    def test_arrives_twice_with_the_same_result(self):
        """
        The second time nothing happens, so nothing is announced twice.
        """
        follow_up = standing_at(FollowUpState.WITHDRAWN)
        version = follow_up.version

        assert not withdraw(follow_up)

        assert follow_up.version == version

    @pytest.mark.parametrize("reason", Withdrawal)
    @pytest.mark.parametrize("state", WAYS_TO_BE_ANSWERED)
    def test_leaves_alone_what_she_has_ended(self, state, reason):
        """
        She was reached; that she had cancelled as well does not undo what she said.
        """
        follow_up = standing_at(state)
        before = (follow_up.reason, follow_up.closed_at, follow_up.version)

        assert not withdraw(follow_up, reason=reason)

        assert follow_up.state is state
        assert (follow_up.reason, follow_up.closed_at, follow_up.version) == before

    def test_takes_back_what_she_had_answered_by_coming(self):
        """
        She was back, and she had cancelled as well: the register has the last word, so
        that the end is the same in whichever order the two are told.
        """
        follow_up = missed()
        follow_up.came_back(last_came_at=NEXT_TUESDAY_TEN, at=NEXT_TUESDAY_TEN)

        assert withdraw(follow_up)

        assert follow_up.reason == "late_cancellation"
        assert not follow_up.had_not_come_back(last_came_at=None, at=NEXT_TUESDAY_TEN)

    def test_is_ignored_when_it_is_older_than_the_miss(self):
        """
        A correction that was corrected back and arrives late changes nothing.
        """
        follow_up = missed(attendance_version=3)

        withdrawn = withdraw(
            follow_up, reason=Withdrawal.CORRECTED, attendance_version=2
        )

        assert not withdrawn
        assert follow_up.state is FollowUpState.OPEN

    def test_keeps_its_attempts(self):
        """
        What was done stays to be seen, also when it was not needed.
        """
        follow_up = standing_at(FollowUpState.ATTEMPTING)

        withdraw(follow_up)

        assert len(follow_up.attempts) == 1


class TestWithdrawnBefore:
    """
    Rule 1, when the late cancellation arrives before the miss itself.
    """

    def withdrawn_before(self, reason: Withdrawal) -> FollowUp:
        return FollowUp.withdrawn_before(
            mother_id=MOTHER,
            session=HELD,
            reason=reason,
            attendance_version=2,
            at=TUESDAY_NOON,
        )

    def test_makes_the_miss_open_nothing(self):
        """
        The miss is older than the word that took it back.
        """
        follow_up = self.withdrawn_before(Withdrawal.LATE_CANCELLATION)

        assert not reopen(follow_up, attendance_version=1)

        assert follow_up.state is FollowUpState.WITHDRAWN
        assert follow_up.reason == "late_cancellation"

    def test_is_the_same_follow_up(self):
        """
        One cause has one id, in whichever order its two halves arrive.
        """
        follow_up = self.withdrawn_before(Withdrawal.CORRECTED)

        assert follow_up.id == missed().id
        assert follow_up.episode_id is None
        assert not follow_up.is_open


class TestReopen:
    """
    A correction is corrected back: she did miss the session.
    """

    def test_opens_the_same_follow_up_again(self):
        """
        It has the time and the count of today.
        """
        follow_up = standing_at(FollowUpState.WITHDRAWN)

        assert reopen(follow_up)

        assert follow_up.state is FollowUpState.OPEN
        assert follow_up.opened_at == NEXT_TUESDAY_TEN
        assert follow_up.missed_in_a_row == 2
        assert follow_up.attendance_version == 3
        assert (follow_up.reason, follow_up.closed_at) == (None, None)

    @pytest.mark.parametrize("state", WAYS_TO_BE_OPEN)
    def test_stands_where_its_attempts_had_brought_it(self, state):
        """
        She was called before; the coordinator does not start from nothing.
        """
        follow_up = standing_at(state)
        withdraw(follow_up)

        assert reopen(follow_up)

        assert follow_up.state is state

    def test_is_not_done_by_the_same_miss_again(self):
        """
        A repeat of the old miss is older than the correction.
        """
        follow_up = standing_at(FollowUpState.WITHDRAWN)

        assert not reopen(follow_up, attendance_version=1)

        assert follow_up.state is FollowUpState.WITHDRAWN

    @pytest.mark.parametrize("state", WAYS_TO_BE_ANSWERED)
    def test_leaves_alone_what_she_has_ended(self, state):
        """
        She has answered for this session; nobody asks her again.
        """
        follow_up = standing_at(state)
        version = follow_up.version

        assert not reopen(follow_up)

        assert (follow_up.state, follow_up.version) == (state, version)

    def test_only_remembers_the_version_when_it_is_open_already(self):
        """
        The correction in between is still under way, and will be too old.
        """
        follow_up = missed()

        assert not reopen(follow_up, attendance_version=3)
        assert not withdraw(follow_up, attendance_version=2)

        assert follow_up.state is FollowUpState.OPEN

    def test_is_not_done_after_the_session_was_cancelled(self):
        """
        Also when the follow-up had been withdrawn for another reason before.
        """
        follow_up = standing_at(FollowUpState.WITHDRAWN)
        follow_up.void(at=THURSDAY_TEN)

        assert not reopen(follow_up, attendance_version=3)

        assert follow_up.reason == "session_cancelled"


class TestStandAgain:
    """
    Her session was cancelled by a slip, and takes place after all.
    """

    def test_leaves_her_concern_as_it_is(self):
        """
        Neither that the session is cancelled nor that it is held touches her concern.
        """
        follow_up = with_concern()

        assert not follow_up.void(at=THURSDAY_TEN)
        assert not follow_up.stand_again(at=THURSDAY_TEN)

        assert follow_up.waits_for is AttemptOutcome.CONCERN

    @pytest.mark.parametrize("state", WAYS_TO_BE_OPEN)
    def test_stands_where_it_stood(self, state):
        """
        It has been open all along: since when, and what was tried, is as before.
        """
        follow_up = standing_at(state)
        opened_at = follow_up.opened_at

        assert follow_up.void(at=THURSDAY_TEN)
        assert not follow_up.void(at=THURSDAY_TEN)
        assert follow_up.stand_again(at=THURSDAY_TEN)
        assert not follow_up.stand_again(at=THURSDAY_TEN)

        assert (follow_up.state, follow_up.opened_at) == (state, opened_at)
        assert (follow_up.reason, follow_up.closed_at) == (None, None)

    @pytest.mark.parametrize("is_told_before", [True, False])
    def test_does_not_make_a_miss_of_a_cancellation(self, is_told_before):
        """
        Rule 1: she had cancelled herself, whenever that was told.
        """
        follow_up = missed()
        if is_told_before:
            withdraw(follow_up)
        follow_up.void(at=THURSDAY_TEN)
        if not is_told_before:
            withdraw(follow_up)

        assert follow_up.reason == "session_cancelled"
        assert not follow_up.stand_again(at=THURSDAY_TEN)

        assert follow_up.state is FollowUpState.WITHDRAWN
        assert follow_up.reason == "late_cancellation"

    def test_follows_the_register_that_was_told_meanwhile(self):
        """
        The last word on her is that she missed it.
        """
        follow_up = standing_at(FollowUpState.WITHDRAWN)
        follow_up.void(at=THURSDAY_TEN)
        reopen(follow_up, attendance_version=3)

        assert follow_up.stand_again(at=THURSDAY_TEN)

        assert follow_up.missed_in_a_row == 2

    @pytest.mark.parametrize("state", WAYS_TO_BE_ANSWERED)
    def test_leaves_what_she_has_answered(self, state):
        """
        What she said holds, with a session and without.
        """
        follow_up = standing_at(state)
        version = follow_up.version

        assert not follow_up.void(at=THURSDAY_TEN)
        assert not follow_up.stand_again(at=THURSDAY_TEN)

        assert (follow_up.state, follow_up.version) == (state, version)


class TestOrder:
    """
    Events are told in any order, and the end is the same.
    """

    def tell(self, follow_up: FollowUp | None, told: str) -> FollowUp:
        """
        Do about one event what a use case does.
        """
        kind, _, number = told.partition(" ")
        version = int(number) if number else None
        if kind == "missed":
            assert version is not None
            if follow_up is None:
                return missed(attendance_version=version)
            reopen(follow_up, attendance_version=version)
            return follow_up
        reason = Withdrawal(kind)
        if follow_up is None:
            assert version is not None
            return FollowUp.withdrawn_before(
                mother_id=MOTHER,
                session=HELD,
                reason=reason,
                attendance_version=version,
                at=TUESDAY_NOON,
            )
        withdraw(follow_up, reason=reason, attendance_version=version)
        return follow_up

    @pytest.mark.parametrize(
        ("story", "end"),
        [
            (["missed 1", "late_cancellation 2"], FollowUpState.WITHDRAWN),
            (["missed 1", "corrected 2", "missed 3"], FollowUpState.OPEN),
            (
                ["missed 1", "corrected 2", "missed 3", "late_cancellation 4"],
                FollowUpState.WITHDRAWN,
            ),
        ],
    )
    def test_does_not_matter(self, story, end):
        """
        Every order of the same story, with its first event told twice, ends alike.
        """
        for order in permutations([*story, story[0]]):
            follow_up = None
            for told in order:
                follow_up = self.tell(follow_up, told)

            assert follow_up.state is end, order
            assert (follow_up.reason is None) == follow_up.is_open
