"""
Rule 1: cancelled is not missed.
"""

from datetime import timedelta

import pytest

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.follow_up_record import follow_up_id
from services.outreach.domain.follow_up_state import FollowUpState
from services.outreach.domain.ranking import Rank, rank_of
from shared.contracts.outreach import (
    EpisodeClosed,
    FollowUpOpened,
    FollowUpWithdrawn,
)
from tests.outreach.desk import Desk, Guest, cancelled, meeting
from tests.support.bus import envelope_of

STAGES = [None, AttemptOutcome.NO_ANSWER, AttemptOutcome.WANTS_PAUSE]


class TestLateCancellation:
    @pytest.mark.parametrize("stage", STAGES)
    def test_withdraws_the_follow_up_at_any_stage(
        self, desk: Desk, mother: Guest, stage: AttemptOutcome | None
    ):
        """
        Rule 1: a late cancellation withdraws the follow-up, whether she was not tried,
        tried, or reached, and says so, so that no message leaves any more.
        """
        session = meeting()
        desk.hear(mother.missed(session))
        if stage:
            desk.try_her(mother, stage)

        desk.hear(mother.excused_late(session), version=2)

        (follow_up,) = desk.mother(mother).follow_ups.values()
        assert follow_up.state is FollowUpState.WITHDRAWN
        (withdrawn,) = _of(desk, FollowUpWithdrawn)
        assert withdrawn.follow_up_id == follow_up.id
        assert withdrawn.reason == "late_cancellation"
        assert [one.outcome for one in _of(desk, EpisodeClosed)] == [
            "late_cancellation"
        ]

    def test_leaves_her_concern_on_the_list(self, desk: Desk, mother: Guest):
        """
        A concern is not lost: she rings about her child and says that she cannot come.
        It stands first until it is passed on, and then the follow-up has ended.
        """
        session = meeting()
        desk.hear(mother.missed(session))
        desk.try_her(mother, AttemptOutcome.CONCERN)

        desk.hear(mother.excused_late(session), version=2)

        (waits,) = desk.mother(mother).open_follow_ups
        assert waits.waits_for is AttemptOutcome.CONCERN
        assert rank_of(desk.mother(mother)) is Rank.CONCERN
        desk.pass_on(waits.id)
        assert desk.mother(mother).open_follow_ups == []
        assert len(_of(desk, EpisodeClosed)) == 1

    def test_that_comes_before_the_miss_lets_it_open_nothing(
        self, desk: Desk, mother: Guest
    ):
        """
        Rule 1: it may arrive before the miss itself; the result is the same.
        """
        session = meeting()
        desk.hear(mother.excused_late(session), version=2)

        desk.hear(mother.missed(session), version=1)

        assert desk.mother(mother).open_follow_ups == []
        assert desk.names() == []

    def test_that_comes_twice_is_announced_once(self, desk: Desk, mother: Guest):
        """
        Rule 1: it may arrive twice, by two ways; the second changes nothing.
        """
        session = meeting()
        desk.hear(mother.missed(session))

        for _ in range(2):
            desk.hear(mother.excused_late(session), version=2)

        assert len(_of(desk, FollowUpWithdrawn)) == 1
        assert len(_of(desk, EpisodeClosed)) == 1

    def test_leaves_what_she_has_answered(self, desk: Desk, mother: Guest):
        """
        She was reached and has said that she comes: that is not undone.
        """
        session = meeting()
        desk.hear(mother.missed(session))
        desk.try_her(mother, AttemptOutcome.COMING_NEXT)

        desk.hear(mother.excused_late(session), version=2)

        (follow_up,) = desk.mother(mother).follow_ups.values()
        assert follow_up.state is FollowUpState.COMPLETED
        assert _of(desk, FollowUpWithdrawn) == []

    def test_leaves_the_follow_up_of_another_week(self, desk: Desk, mother: Guest):
        """
        Only the session that she cancelled is withdrawn; the episode stays open.
        """
        first, second = meeting(), meeting(week=1)
        desk.hear(mother.missed(first))
        desk.hear(mother.missed(second))

        desk.hear(mother.excused_late(second), version=2)

        (still,) = desk.mother(mother).open_follow_ups
        assert still.session_id == first.id
        assert _of(desk, EpisodeClosed) == []


class TestCorrection:
    def test_withdraws_and_opens_again(self, desk: Desk, mother: Guest):
        """
        Rule 1 holds for a corrected register too; if it is corrected back, the same
        follow-up opens again, and each step has a greater version.
        """
        session = meeting()
        desk.hear(mother.missed(session))

        desk.hear(mother.corrected(session, to="excused"), version=2)
        desk.hear(mother.corrected(session, was="excused", to="missed"), version=3)

        (follow_up,) = desk.mother(mother).open_follow_ups
        tasks = [one for one in desk.envelopes() if ".task." in one.event.event_type]
        assert sorted(one.version for one in tasks) == [1, 2, 3]
        assert follow_up.version == 3
        assert desk.number_of_follow_ups(mother) == 1
        assert desk.number_of_episodes(mother) == 2

    def test_to_attended_completes_the_weeks_before(self, desk: Desk, mother: Guest):
        """
        She was there after all, so she has come back for what she missed earlier.
        """
        first, second = meeting(), meeting(week=1)
        desk.hear(mother.missed(first))
        desk.hear(mother.missed(second))

        desk.hear(mother.corrected(second, to="attended"), version=2)

        states = {each.state.value for each in desk.mother(mother).follow_ups.values()}
        assert states == {"completed", "withdrawn"}
        assert [one.outcome for one in _of(desk, EpisodeClosed)] == ["came_back"]

    def test_from_attended_opens_again_what_she_had_come_back_from(
        self, desk: Desk, mother: Guest
    ):
        """
        She had not come back: her follow-up is on the list again, in a new episode, and
        is announced with a greater version, so that nobody skips it.
        """
        first, second = meeting(), meeting(week=1)
        desk.hear(mother.missed(first))
        desk.hear(mother.attended(second))

        desk.hear(mother.corrected(second, was="attended", to="missed"), version=2)

        assert len(desk.mother(mother).open_follow_ups) == 2
        assert desk.number_of_episodes(mother) == 2
        told = [
            (one.version, type(one.event).__name__)
            for one in desk.envelopes()
            if getattr(one.event, "follow_up_id", None)
            == follow_up_id(mother_id=mother.id, session_id=first.id)
        ]
        assert sorted(told) == [
            (1, "FollowUpOpened"),
            (2, "FollowUpCompleted"),
            (3, "FollowUpOpened"),
        ]

    def test_from_attended_lets_an_earlier_miss_count(self, desk: Desk, mother: Guest):
        """
        She was not there after all, so a miss that is told late is followed up.
        """
        first, second = meeting(), meeting(week=1)
        desk.hear(mother.attended(second))
        desk.hear(mother.corrected(second, was="attended", to="excused"), version=2)

        desk.hear(mother.missed(first))

        assert len(desk.mother(mother).open_follow_ups) == 1

    def test_from_attended_opens_a_miss_that_was_told_between(
        self, desk: Desk, mother: Guest
    ):
        """
        It was kept without a word to anybody while she seemed to be back.
        """
        first, second = meeting(), meeting(week=1)
        desk.hear(mother.attended(second))
        desk.hear(mother.missed(first))
        assert desk.names() == []

        desk.hear(mother.corrected(second, was="attended", to="excused"), version=2)

        (opened,) = _of(desk, FollowUpOpened)
        assert opened.visible_from == first.ends_at + timedelta(hours=2)


class TestCancelledSession:
    def test_withdraws_the_follow_ups_of_everybody(self, desk: Desk):
        """
        A session that is taken out of the book was missed by nobody.
        """
        session = meeting()
        mothers = [Guest(id=meeting().id) for _ in range(3)]
        desk.take(envelope_of(each.missed(session)) for each in mothers)

        desk.hear(cancelled(session, *mothers))

        assert [desk.mother(each).open_follow_ups for each in mothers] == [[], [], []]
        assert {one.reason for one in _of(desk, FollowUpWithdrawn)} == {
            "session_cancelled"
        }

    def test_in_one_batch_with_its_misses_opens_nothing(
        self, desk: Desk, mother: Guest
    ):
        """
        What is still in memory is withdrawn as well.
        """
        session = meeting()

        desk.take(
            [envelope_of(mother.missed(session)), envelope_of(cancelled(session))]
        )

        assert desk.mother(mother).open_follow_ups == []
        assert desk.failing() == []


def _of(desk: Desk, kind):
    return [event for event in desk.announced() if isinstance(event, kind)]
