"""
All that is done about one mother, from her first miss until she is reached.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from services.outreach.domain.attempt import Attempt, AttemptOutcome, Channel
from services.outreach.domain.episode import Episode, EpisodeOutcome, outcome_of
from services.outreach.domain.errors import EpisodeClosed
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.follow_up_state import Withdrawal
from services.outreach.domain.session import Session
from shared.kernel.organisations import Role

TUESDAY_TEN = datetime(2027, 3, 9, 9, 0, tzinfo=UTC)
NEXT_TUESDAY_TEN = TUESDAY_TEN + timedelta(days=7)
WEDNESDAY_TEN = NEXT_TUESDAY_TEN + timedelta(days=1)
THURSDAY_TEN = NEXT_TUESDAY_TEN + timedelta(days=2)
THIRD_TUESDAY_TEN = TUESDAY_TEN + timedelta(days=14)

MOTHER = uuid4()


def missed(session_started_at: datetime = TUESDAY_TEN) -> FollowUp:
    return FollowUp.open(
        mother_id=MOTHER,
        session=Session(id=uuid4(), started_at=session_started_at),
        missed_in_a_row=1,
        attendance_version=1,
        at=session_started_at,
    )


def withdrawn(reason: Withdrawal, *, at: datetime = WEDNESDAY_TEN) -> FollowUp:
    follow_up = missed()
    follow_up.withdraw(reason=reason, attendance_version=2, at=at)
    return follow_up


def reached() -> FollowUp:
    follow_up = missed()
    follow_up.log_attempt(
        Attempt(
            id=uuid4(),
            follow_up_id=follow_up.id,
            channel=Channel.VISIT,
            outcome=AttemptOutcome.JUST_HARD_TODAY,
            at=WEDNESDAY_TEN,
            by_role=Role.COORDINATOR,
        )
    )
    return follow_up


def came_back() -> FollowUp:
    follow_up = missed()
    follow_up.came_back(last_came_at=THIRD_TUESDAY_TEN, at=THIRD_TUESDAY_TEN)
    return follow_up


def stopped() -> FollowUp:
    follow_up = missed()
    follow_up.stop(at=WEDNESDAY_TEN)
    return follow_up


def episode(episode_id: UUID | None = None) -> Episode:
    return Episode.open(
        episode_id=episode_id or uuid4(), mother_id=MOTHER, at=TUESDAY_TEN
    )


class TestOutcome:
    """
    What an episode is remembered by.
    """

    def test_is_not_known_while_one_is_open(self):
        """
        An episode goes on as long as anything in it does.
        """
        assert outcome_of([reached(), missed(NEXT_TUESDAY_TEN)]) is None

    def test_is_not_known_without_any_follow_up(self):
        """
        Nothing ends that has not begun.
        """
        assert outcome_of([]) is None

    @pytest.mark.parametrize(
        ("follow_ups", "outcome"),
        [
            ([withdrawn(Withdrawal.CORRECTED), reached()], EpisodeOutcome.REACHED),
            ([reached(), came_back()], EpisodeOutcome.CAME_BACK),
            ([came_back(), reached(), stopped()], EpisodeOutcome.NO_THANKS),
        ],
    )
    def test_is_what_she_said_or_did(self, follow_ups, outcome):
        """
        No thanks weighs most, then that she came, then that she was reached; a miss
        that was none weighs least.
        """
        assert outcome_of(follow_ups) is outcome
        assert outcome_of(follow_ups[::-1]) is outcome

    def test_is_the_last_withdrawal_when_nothing_was_missed(self):
        """
        An episode of misses that were none is not counted as a success of ours.
        """
        corrected = withdrawn(Withdrawal.CORRECTED, at=WEDNESDAY_TEN)
        cancelled = withdrawn(Withdrawal.LATE_CANCELLATION, at=THURSDAY_TEN)

        outcome = outcome_of([cancelled, corrected])

        assert outcome is EpisodeOutcome.LATE_CANCELLATION

    @pytest.mark.parametrize("reason", Withdrawal)
    def test_knows_every_withdrawal(self, reason):
        """
        Whatever a follow-up can be withdrawn for, its episode can end with.
        """
        assert outcome_of([withdrawn(reason)]) == reason


class TestClose:
    """
    Rule 7, one open episode per mother: it has to end for the next to begin.
    """

    def test_waits_for_the_last_follow_up(self):
        """
        A second miss has joined; that the first is answered does not end it.
        """
        running = episode()
        second = missed(NEXT_TUESDAY_TEN)

        closed = running.close_if_answered(
            follow_ups=[reached(), second], at=THURSDAY_TEN
        )

        assert not closed
        assert running.is_open

    def test_comes_with_the_last_follow_up(self):
        """
        Nothing is open any more, and the episode says how it ended.
        """
        running = episode()

        assert running.close_if_answered(follow_ups=[reached()], at=THURSDAY_TEN)

        assert not running.is_open
        assert running.outcome is EpisodeOutcome.REACHED
        assert running.closed_at == THURSDAY_TEN

    def test_is_told_once(self):
        """
        Asked again, it has nothing new to tell, and stays as it ended.
        """
        running = episode()
        running.close_if_answered(follow_ups=[reached()], at=THURSDAY_TEN)

        again = running.close_if_answered(
            follow_ups=[reached(), stopped()], at=THIRD_TUESDAY_TEN
        )

        assert not again
        assert running.outcome is EpisodeOutcome.REACHED
        assert running.closed_at == THURSDAY_TEN

    def test_refuses_a_second_end(self):
        """
        How it ended is not edited.
        """
        running = episode()
        running.close(outcome=EpisodeOutcome.REACHED, at=THURSDAY_TEN)

        with pytest.raises(EpisodeClosed) as refusal:
            running.close(outcome=EpisodeOutcome.NO_THANKS, at=THIRD_TUESDAY_TEN)

        assert refusal.value.facts == {"state": "reached", "version": 2}
