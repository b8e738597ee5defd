"""
Rule 7: one open episode per mother.
"""

from collections import Counter
from datetime import timedelta

import pytest

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.errors import FollowUpNotReached
from services.outreach.usecases.tasks import open_follow_ups
from shared.contracts.outreach import AttemptLogged, FollowUpCompleted, FollowUpOpened
from shared.kernel.refusal import StaleVersion
from tests.outreach.desk import Desk, Guest, meeting


class TestMiss:
    def test_opens_a_follow_up_whose_message_waits(self, desk: Desk, mother: Guest):
        """
        It stands on the list at once; no message leaves before two hours after the
        session, because many cancel just after they have missed.
        """
        session = meeting()

        desk.hear(mother.missed(session))

        (opened,) = _of(desk, FollowUpOpened)
        assert opened.visible_from == session.ends_at + timedelta(hours=2)
        (view,) = open_follow_ups(uow=desk.uow()).shown
        assert view.follow_up.id == opened.follow_up_id

    def test_joins_the_one_open_episode(self, desk: Desk, mother: Guest):
        """
        Rule 7: a second miss joins the open episode.
        """
        desk.hear(mother.missed(meeting()))

        desk.hear(mother.missed(meeting(week=1)))

        assert desk.number_of_episodes(mother) == 1
        assert Counter(desk.names()) == {"FollowUpOpened": 2, "EpisodeOpened": 1}

    def test_after_a_closed_episode_opens_a_new_one(self, desk: Desk, mother: Guest):
        """
        What has ended is not edited.
        """
        desk.hear(mother.missed(meeting()))
        desk.hear(mother.attended(meeting(week=1)))

        desk.hear(mother.missed(meeting(week=2)))

        assert desk.number_of_episodes(mother) == 2
        assert desk.mother(mother).open_episode is not None

    def test_that_is_told_twice_opens_one_follow_up(self, desk: Desk, mother: Guest):
        """
        One missed session has one follow-up, whoever tells of it and how often.
        """
        session = meeting()

        for _ in range(2):
            desk.hear(mother.missed(session))

        assert desk.number_of_follow_ups(mother) == 1
        assert desk.names().count("FollowUpOpened") == 1


class TestReturn:
    def test_completes_what_was_missed_before(self, desk: Desk, mother: Guest):
        """
        She is back, so nobody calls her about the week before.
        """
        desk.hear(mother.missed(meeting()))

        desk.hear(mother.attended(meeting(week=1)))

        (completed,) = _of(desk, FollowUpCompleted)
        assert completed.outcome == "came_back"
        assert desk.mother(mother).open_episode is None

    def test_to_an_earlier_session_completes_nothing(self, desk: Desk, mother: Guest):
        """
        That she was there the week before is no answer to the week that she missed.
        """
        desk.hear(mother.missed(meeting(week=1)))

        desk.hear(mother.attended(meeting()))

        assert len(desk.mother(mother).open_follow_ups) == 1

    def test_does_not_take_care_of_a_concern(self, desk: Desk, mother: Guest):
        """
        It stays on the list until a person completes it; the other week is done.
        """
        desk.hear(mother.missed(meeting()))
        desk.try_her(mother, AttemptOutcome.CONCERN)
        desk.hear(mother.missed(meeting(week=1)))

        desk.hear(mother.attended(meeting(week=2)))

        (still,) = desk.mother(mother).open_follow_ups
        assert still.waits_for is AttemptOutcome.CONCERN
        assert desk.mother(mother).open_episode is not None
        desk.pass_on(still.id)
        assert desk.mother(mother).open_episode is None


class TestAttempt:
    def test_is_about_all_that_she_has_missed(self, desk: Desk, mother: Guest):
        """
        One call is one attempt, and her answer ends all of it.
        """
        desk.hear(mother.missed(meeting()))
        desk.hear(mother.missed(meeting(week=1)))

        desk.try_her(mother, AttemptOutcome.NO_ANSWER)
        desk.try_her(mother, AttemptOutcome.COMING_NEXT)

        assert [one.reached for one in _of(desk, AttemptLogged)].count(True) == 1
        assert len(_of(desk, AttemptLogged)) == 2
        assert len(_of(desk, FollowUpCompleted)) == 2
        assert desk.mother(mother).open_episode is None

    def test_by_somebody_who_saw_an_older_state_is_refused(
        self, desk: Desk, mother: Guest
    ):
        """
        Two of us called; the second sees what the first has written.
        """
        desk.hear(mother.missed(meeting()))
        desk.try_her(mother, AttemptOutcome.NO_ANSWER, version=1)

        with pytest.raises(StaleVersion):
            desk.try_her(mother, AttemptOutcome.NO_ANSWER, version=1)

    def test_in_which_she_asks_us_to_keep_going_is_an_agreement(
        self, desk: Desk, mother: Guest
    ):
        """
        Her own words are kept, however they reached us.
        """
        desk.hear(mother.missed(meeting()))

        desk.try_her(mother, AttemptOutcome.KEEP_GOING)

        assert desk.mother(mother).agreement.kind == "keep_going"
        assert "AgreementChanged" in desk.names()


class TestCompletion:
    def test_ends_what_was_reached(self, desk: Desk, mother: Guest):
        """
        A concern stays on the list until it is passed on.
        """
        desk.hear(mother.missed(meeting()))
        desk.try_her(mother, AttemptOutcome.CONCERN)
        (follow_up,) = desk.mother(mother).open_follow_ups

        desk.pass_on(follow_up.id)

        assert desk.mother(mother).open_episode is None
        assert [one.outcome for one in _of(desk, FollowUpCompleted)] == ["concern"]

    def test_is_refused_until_she_was_reached(self, desk: Desk, mother: Guest):
        """
        Nobody has spoken with her, so there is nothing to take care of.
        """
        desk.hear(mother.missed(meeting()))
        (follow_up,) = desk.mother(mother).open_follow_ups

        with pytest.raises(FollowUpNotReached):
            desk.pass_on(follow_up.id)


def _of(desk: Desk, kind):
    return [event for event in desk.announced() if isinstance(event, kind)]
