"""
The latest of three days decides when the municipality owes a place.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.referrals.domain.guarantee import guarantee_date, months_later

LONG_AGO = date(2020, 1, 1)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


class TestMonthsLater:
    @pytest.mark.parametrize(
        ("day", "months", "later"),
        [
            (date(2027, 1, 15), 3, date(2027, 4, 15)),
            (date(2026, 11, 30), 3, date(2027, 2, 28)),
            (date(2027, 11, 30), 3, date(2028, 2, 29)),
            (date(2026, 8, 31), 6, date(2027, 2, 28)),
            (date(2027, 8, 29), 6, date(2028, 2, 29)),
            (date(2027, 3, 31), 3, date(2027, 6, 30)),
            (date(2027, 6, 30), 6, date(2027, 12, 30)),
            (date(2027, 9, 1), 3, date(2027, 12, 1)),
            (date(2027, 12, 31), 3, date(2028, 3, 31)),
        ],
    )
    def test_keeps_the_day_or_takes_the_last_of_a_shorter_month(
        self, day, months, later
    ):
        """
        30 November and three months is the last of February, in a leap year the 29th;
        and a December stays in its own year.
        """
        assert months_later(day, months=months) == later

    @given(day=DAYS, months=st.integers(min_value=0, max_value=60))
    def test_never_leaves_the_month_it_counts_to(self, day, months):
        """
        Whatever the day, the month is exactly so many on, and the day is no later.
        """
        later = months_later(day, months=months)

        passed = (later.year - day.year) * 12 + later.month - day.month
        assert passed == months
        assert later.day <= day.day


class TestGuaranteeDate:
    def test_waits_until_the_child_is_six_months(self):
        """
        A child born on 31 August is half a year on the last of February.
        """
        guaranteed = guarantee_date(
            born_on=date(2026, 8, 31), applied_on=LONG_AGO, needed_on=LONG_AGO
        )

        assert guaranteed == date(2027, 2, 28)

    def test_waits_three_months_after_applying(self):
        """
        Who applies on 30 November has a guarantee from the last of February.
        """
        guaranteed = guarantee_date(
            born_on=LONG_AGO, applied_on=date(2026, 11, 30), needed_on=LONG_AGO
        )

        assert guaranteed == date(2027, 2, 28)

    def test_waits_for_the_day_that_the_place_is_needed(self):
        """
        Nobody gets a place earlier than asked for.
        """
        guaranteed = guarantee_date(
            born_on=LONG_AGO, applied_on=LONG_AGO, needed_on=date(2027, 5, 1)
        )

        assert guaranteed == date(2027, 5, 1)

    @given(born_on=DAYS, applied_on=DAYS, needed_on=DAYS)
    def test_is_one_of_the_three_days_and_before_none(
        self, born_on, applied_on, needed_on
    ):
        """
        The rule has three days and no fourth, and the latest one counts.
        """
        guaranteed = guarantee_date(
            born_on=born_on, applied_on=applied_on, needed_on=needed_on
        )

        days = {
            months_later(born_on, months=6),
            months_later(applied_on, months=3),
            needed_on,
        }
        assert guaranteed in days
        assert all(day <= guaranteed for day in days)
