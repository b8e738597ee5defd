from datetime import UTC, date, datetime, time, timedelta

import pytest

from shared.kernel.clock import bounds_of_day, in_utc, on_the_wall


class TestInUtc:
    @pytest.mark.parametrize(
        ("day", "at", "moment"),
        [
            (date(2026, 11, 17), time(10), datetime(2026, 11, 17, 9, tzinfo=UTC)),
            (date(2026, 6, 16), time(10), datetime(2026, 6, 16, 8, tzinfo=UTC)),
            (date(2027, 3, 28), time(2, 30), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
            (
                date(2026, 10, 25),
                time(2, 30),
                datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            ),
        ],
    )
    def test_knows_the_weeks_when_the_clock_changes(self, day, at, moment):
        """
        Ten o'clock is ten o'clock in Copenhagen, in winter and in summer; a time that
        does not exist is an hour later, and of a time that comes twice it is the first.
        """
        assert in_utc(day, at) == moment

    def test_shows_what_a_clock_on_the_wall_shows(self):
        """
        The night of 28 March 2027 has no half past two: the wall shows half past three.
        """
        moment = in_utc(date(2027, 3, 28), time(2, 30))

        assert on_the_wall(moment).time() == time(3, 30)


class TestBoundsOfDay:
    @pytest.mark.parametrize(
        ("day", "hours"),
        [
            (date(2026, 11, 17), 24),
            (date(2027, 3, 28), 23),
            (date(2026, 10, 25), 25),
        ],
    )
    def test_are_midnights_on_the_wall(self, day, hours):
        """
        A day lasts from midnight to midnight, also when the clock changes within it.
        """
        begins, ends = bounds_of_day(day)

        assert on_the_wall(begins).time() == on_the_wall(ends).time() == time(0)
        assert ends - begins == timedelta(hours=hours)
