"""
Nobody is written to or called from 20 to 9, at weekends and on public holidays.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.clock import on_the_wall
from shared.kernel.contact_hours import first_contact_from, may_contact_at


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class TestContactHours:
    @pytest.mark.parametrize(
        ("moment", "may"),
        [
            ("2027-03-09T07:59:59", False),  # a second before nine in winter
            ("2027-03-09T08:00", True),
            ("2027-03-09T18:59", True),
            ("2027-03-09T19:00", False),  # eight in the evening
            ("2027-03-13T11:00", False),  # a Saturday
            ("2027-03-26T11:00", False),  # Good Friday
            # On Sunday the 28th the clock goes forward: nine is an hour earlier then.
            ("2027-03-30T06:59", False),
            ("2027-03-30T07:00", True),
            ("2027-03-30T18:00", False),
            # On Sunday the 31st of October it goes back.
            ("2027-10-29T07:00", True),
            ("2027-11-01T07:00", False),
            ("2027-11-01T08:00", True),
        ],
    )
    def test_are_those_of_the_clock_on_the_wall(self, moment: str, may: bool):
        """
        From nine to eight in Copenhagen, before and after each change of the clock.
        """
        assert may_contact_at(at(moment)) is may

    def test_put_off_to_the_next_working_morning(self):
        """
        What falls on the evening before Easter waits until the Tuesday after it, at
        nine of that day's time.
        """
        assert first_contact_from(at("2027-03-24T19:30")) == at("2027-03-30T07:00")

    def test_begin_on_the_same_day_for_what_is_early(self):
        """
        Five in the morning waits for nine, not for tomorrow.
        """
        assert first_contact_from(at("2027-03-09T04:00")) == at("2027-03-09T08:00")

    @given(st.integers(min_value=0, max_value=6 * 366 * 24 * 60))
    def test_are_kept_whenever_one_asks(self, minutes: int):
        """
        Never earlier than asked, never in quiet hours, never more than two weeks late.
        """
        moment = at("2024-01-01T00:00") + timedelta(minutes=minutes)
        leaves = first_contact_from(moment)

        assert may_contact_at(leaves)
        assert moment <= leaves < moment + timedelta(days=14)
        assert (leaves == moment) == may_contact_at(moment)

    def test_are_none_in_a_school_holiday(self):
        """
        Whoever knows of more closed days says so.
        """
        closed = {date(2027, 2, 15) + timedelta(days=day) for day in range(5)}
        leaves = first_contact_from(
            at("2027-02-12T19:30"),
            works=lambda day: day not in closed and day.weekday() < 5,
        )

        assert on_the_wall(leaves).date() == date(2027, 2, 22)
