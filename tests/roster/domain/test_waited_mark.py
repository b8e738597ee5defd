"""
Rules for marks that have waited on a phone without a network.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from services.roster.domain.attendance import Outcome
from services.roster.domain.errors import MarkTooOld
from services.roster.domain.made_at import LONGEST_WAIT, when_made
from services.roster.domain.session import Session
from shared.kernel.refusal import StaleVersion

TUESDAY_TEN = datetime(2026, 11, 17, 9, tzinfo=UTC)
TUESDAY_NOON = TUESDAY_TEN + timedelta(hours=2)
A_MINUTE = timedelta(minutes=1)
NEVRA = UUID("00000000-0000-7000-8000-000000000001")
NOTHING, ANOTHER = 0, 7


@pytest.fixture
def session():
    return Session(
        id=UUID("00000000-0000-7000-8000-000000000010"),
        group_id=UUID("00000000-0000-7000-8000-000000000011"),
        starts_at=TUESDAY_TEN,
        ends_at=TUESDAY_NOON,
    )


def mark(session, outcome, *, seen):
    return session.mark(
        mother_id=NEVRA, outcome=outcome, at=TUESDAY_NOON, seen_version=seen
    )


def cancel(session, *, seen):
    return session.take_cancellation(
        mother_id=NEVRA,
        received_at=TUESDAY_TEN,
        channel="not_told",
        at=TUESDAY_NOON,
        seen_version=seen,
    )


class TestSeen:
    def test_nothing_and_nothing_there_is_written(self, session):
        """
        The line was empty on the phone and still is: the mark stands.
        """
        line = mark(session, Outcome.ATTENDED, seen=NOTHING)

        assert line.outcome is Outcome.ATTENDED

    @pytest.mark.parametrize("seen", [NOTHING, ANOTHER])
    def test_another_line_is_not_written_over(self, session, seen):
        """
        A colleague marked her while the phone had no network: hers stands, and the
        refusal says what it is.
        """
        mark(session, Outcome.EXCUSED, seen=None)

        with pytest.raises(StaleVersion) as refused:
            mark(session, Outcome.ATTENDED, seen=seen)

        assert session.attendances[NEVRA].outcome is Outcome.EXCUSED
        assert refused.value.facts == {"version": 1, "state": Outcome.EXCUSED}

    def test_line_that_was_taken_back_is_not_written_over(self, session):
        """
        A colleague took the mark back that the phone still shows.
        """
        mark(session, Outcome.EXCUSED, seen=None)
        session.unmark(mother_id=NEVRA, seen_version=None, at=TUESDAY_NOON)

        with pytest.raises(StaleVersion):
            mark(session, Outcome.ATTENDED, seen=1)

        assert NEVRA not in session.attendances

    def test_does_not_matter_where_the_book_says_the_same(self, session):
        """
        Two people saw her come, one of them without a network: nobody is asked.
        """
        mark(session, Outcome.ATTENDED, seen=None)

        assert mark(session, Outcome.ATTENDED, seen=NOTHING) is None

    def test_mark_is_not_cancelled_unseen(self, session):
        """
        She is there, a colleague says: a cancellation that waited does not deny it.
        """
        mark(session, Outcome.ATTENDED, seen=None)

        with pytest.raises(StaleVersion):
            cancel(session, seen=NOTHING)

        assert session.attendances[NEVRA].outcome is Outcome.ATTENDED

    def test_cancellation_takes_another_one_unseen(self, session):
        """
        Contact is contact: of two cancellations nobody has to choose one.
        """
        cancel(session, seen=None)

        assert cancel(session, seen=NOTHING) is None
        assert session.attendances[NEVRA].outcome is Outcome.CANCELLED_LATE


class TestWhenMade:
    def test_is_now_for_a_mark_that_did_not_wait(self):
        """
        Who asks at once need not tell the time.
        """
        assert when_made(None, now=TUESDAY_NOON) == TUESDAY_NOON

    def test_is_what_the_phone_says_of_one_that_waited(self):
        """
        She came at ten, not when the phone found its network at noon.
        """
        assert when_made(TUESDAY_TEN, now=TUESDAY_NOON) == TUESDAY_TEN

    def test_is_never_later_than_now(self):
        """
        A phone's clock that is fast does not write the register ahead of time.
        """
        assert when_made(TUESDAY_NOON + A_MINUTE, now=TUESDAY_NOON) == TUESDAY_NOON

    def test_is_refused_where_a_repeat_could_not_be_told(self):
        """
        Answers are kept for seven days; what is older might be written a second time.
        """
        assert when_made(TUESDAY_NOON - LONGEST_WAIT, now=TUESDAY_NOON)

        with pytest.raises(MarkTooOld):
            when_made(TUESDAY_NOON - LONGEST_WAIT - A_MINUTE, now=TUESDAY_NOON)
