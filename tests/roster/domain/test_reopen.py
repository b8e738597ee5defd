"""
What reopening a register promises to those who stand in it.
"""

from datetime import timedelta

import pytest

from services.roster.domain.attendance import Outcome
from services.roster.domain.errors import (
    ReopeningTooLate,
    SessionCancelled,
    SessionNotClosed,
)
from tests.roster.domain.test_session import (
    A_MINUTE,
    EFUA,
    MARTYNA,
    NEVRA,
    SEVEN_DAYS_AFTER,
    TUESDAY_NOON,
    WEDNESDAY,
    closed,
    planned,
    unmark,
)

NOBODY = frozenset()


def told_and_reopened(*, attended=(), missed=()):
    session = closed(attended=attended, missed=missed)
    for line in session.in_order():
        session.tell(line)
    session.reopen(at=WEDNESDAY)
    return session


class TestReopen:
    def test_takes_the_misses_back_and_leaves_all_other_marks(self):
        """
        Nothing is held against her until somebody has looked once more.
        """
        session = closed(attended=[NEVRA], missed=[EFUA])
        came = session.attendances[NEVRA]

        session.reopen(at=WEDNESDAY)

        assert session.attendances == {NEVRA: came}
        assert session.taken_back == {EFUA: 2}
        assert (session.state, session.closed_at) == ("planned", None)

    def test_is_possible_for_seven_days_and_no_longer(self):
        """
        To the minute, from the close; until then the page offers it.
        """
        session = closed(missed=[NEVRA])

        assert session.may_be_reopened(at=SEVEN_DAYS_AFTER)
        with pytest.raises(ReopeningTooLate) as refusal:
            session.reopen(at=SEVEN_DAYS_AFTER + A_MINUTE)
        session.reopen(at=SEVEN_DAYS_AFTER)

        assert refusal.value.facts["state"] == "closed"
        assert not session.may_be_reopened(at=SEVEN_DAYS_AFTER)

    def test_is_refused_where_nothing_is_closed(self):
        """
        An open register is open, and a cancelled session has none.
        """
        session = planned()

        with pytest.raises(SessionNotClosed):
            session.reopen(at=WEDNESDAY)
        session.cancel(at=WEDNESDAY)
        with pytest.raises(SessionCancelled):
            session.reopen(at=WEDNESDAY)


class TestCloseAgain:
    def test_gives_each_an_outcome_who_was_told_of(self):
        """
        One who left the list since has still missed that day, and one who stood there
        by mistake, and whom nobody expected, has missed nothing.
        """
        session = told_and_reopened(attended=[MARTYNA], missed=[NEVRA])
        unmark(session, MARTYNA)

        lines = session.close(expected=NOBODY, at=WEDNESDAY)

        assert {line.mother_id: line.outcome for line in lines} == {
            NEVRA: Outcome.MISSED,
            MARTYNA: Outcome.EXCUSED,
        }
        assert [line.mother_id for line in lines if session.is_news(line)] == [MARTYNA]

    def test_is_newer_than_all_that_was_told(self):
        """
        Whoever hears of both misses keeps the second.
        """
        session = told_and_reopened(missed=[NEVRA])

        (line,) = session.close(expected=frozenset({NEVRA}), at=WEDNESDAY)

        assert line.version == 3

    def test_may_be_reopened_for_seven_days_from_then(self):
        """
        Each close begins the seven days anew.
        """
        session = told_and_reopened(missed=[NEVRA])

        session.close(expected=NOBODY, at=SEVEN_DAYS_AFTER)

        assert session.may_be_reopened(at=TUESDAY_NOON + timedelta(days=14))


class TestCancelAfterReopening:
    def test_voids_what_was_told_too(self):
        """
        Her miss lost its mark, but it was told: it must not outlive the session.
        """
        session = told_and_reopened(missed=[NEVRA])

        (line,) = session.cancel(at=WEDNESDAY)

        assert (line.mother_id, line.outcome) == (NEVRA, Outcome.SESSION_CANCELLED)
