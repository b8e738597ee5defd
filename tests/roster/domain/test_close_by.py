"""
By when a register has to be closed: on the wall in Copenhagen, all year round.
"""

from datetime import UTC, datetime, timedelta

import pytest

from services.roster.domain.close_by import close_by

TWO_HOURS = timedelta(hours=2)
WINTER_TUESDAY = datetime(2026, 11, 17, 9, tzinfo=UTC)


def due(starts_at, *, ends_at=None, reopened_at=None):
    return close_by(
        starts_at=starts_at,
        ends_at=ends_at or starts_at + TWO_HOURS,
        reopened_at=reopened_at,
    )


class TestCloseBy:
    @pytest.mark.parametrize(
        ("day", "in_utc"),
        [
            ((2026, 3, 28), 19),
            ((2026, 3, 29), 18),
            ((2026, 3, 31), 18),
            ((2026, 10, 24), 18),
            ((2026, 10, 25), 19),
            ((2026, 10, 27), 19),
        ],
    )
    def test_is_eight_in_the_evening_also_when_the_clock_changes(self, day, in_utc):
        """
        On the day itself, the day before, and the Tuesday after.
        """
        starts_at = datetime(*day, 9, tzinfo=UTC)

        assert due(starts_at) == datetime(*day, in_utc, tzinfo=UTC)

    def test_is_an_hour_after_one_that_ends_in_the_evening(self):
        """
        Who has just said goodbye is given the time to write it down.
        """
        ends_at = datetime(2026, 11, 17, 20, 30, tzinfo=UTC)

        assert due(WINTER_TUESDAY, ends_at=ends_at) == ends_at + timedelta(hours=1)

    @pytest.mark.parametrize(
        ("hour", "by"), [(10, "2026-11-19T19:00"), (21, "2026-11-19T22:00")]
    )
    def test_is_anew_the_evening_of_the_day_on_which_it_was_reopened(self, hour, by):
        """
        Else the alarm would come at once; reopened in the evening, there is an hour.
        """
        reopened_at = datetime(2026, 11, 19, hour, tzinfo=UTC)

        found = due(WINTER_TUESDAY, reopened_at=reopened_at)

        assert found == datetime.fromisoformat(by).replace(tzinfo=UTC)
