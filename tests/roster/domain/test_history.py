"""
What a mother's earlier sessions say.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.roster.domain.attendance import Outcome
from services.roster.domain.history import missed_in_a_row

MISSED = Outcome.MISSED


class TestMissedInARow:
    def test_counts_the_latest_misses(self):
        """
        Three without contact ask for a team talk, so they must be countable.
        """
        assert missed_in_a_row(newest_first=[MISSED, MISSED, MISSED]) == 3

    @pytest.mark.parametrize(
        "contact",
        [
            Outcome.ATTENDED,
            Outcome.CANCELLED,
            Outcome.CANCELLED_LATE,
            Outcome.EXCUSED,
        ],
    )
    def test_ends_at_the_last_contact(self, contact):
        """
        Rule 1: cancelling, even late, is contact just as coming is.
        """
        assert missed_in_a_row(newest_first=[MISSED, contact, MISSED]) == 1
        assert missed_in_a_row(newest_first=[contact, MISSED]) == 0

    def test_looks_through_a_cancelled_session(self):
        """
        Rule 5: a session that did not take place can neither be missed nor attended.
        """
        outcomes = [MISSED, Outcome.SESSION_CANCELLED, MISSED, Outcome.ATTENDED]

        assert missed_in_a_row(newest_first=outcomes) == 2

    def test_is_none_for_a_newcomer(self):
        """
        Who has not been expected yet has missed nothing.
        """
        assert missed_in_a_row(newest_first=[]) == 0

    @settings(deadline=None)
    @given(st.lists(st.sampled_from(Outcome)))
    def test_does_not_depend_on_cancelled_sessions(self, outcomes):
        """
        With or without the cancelled sessions the row is the same.
        """
        held = [each for each in outcomes if each is not Outcome.SESSION_CANCELLED]

        assert missed_in_a_row(newest_first=outcomes) == missed_in_a_row(
            newest_first=held
        )
