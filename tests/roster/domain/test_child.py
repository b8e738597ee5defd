"""
What the roster promises about a child.
"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.roster.domain.child import Child, turned_if_born_by
from shared.kernel.refusal import Invalid

TODAY = date(2026, 11, 17)
LEAP_DAY = date(2024, 2, 29)


def child(*, born_on, first_name=None):
    return Child.enter(
        child_id=uuid4(),
        mother_id=uuid4(),
        first_name=first_name,
        born_on=born_on,
        today=TODAY,
    )


class TestChild:
    def test_may_be_entered_on_the_day_of_its_birth_and_without_a_name(self):
        """
        A child may be so new that it has no name yet.
        """
        newborn = child(born_on=TODAY)

        assert newborn.first_name is None

    def test_is_refused_before_it_is_born(self):
        """
        A birth date to come is a slip of the pen: the year is wrong.
        """
        with pytest.raises(Invalid) as refusal:
            child(born_on=date(2026, 11, 18))

        assert list(refusal.value.facts["errors"]) == ["born_on"]

    def test_follows_the_same_rules_for_its_name(self):
        """
        Any script, and one line.
        """
        assert child(born_on=TODAY, first_name=" Tu\u0308lay").first_name == "Tülay"
        with pytest.raises(Invalid):
            child(born_on=TODAY, first_name="\n")


class TestIsOverTwo:
    @pytest.mark.parametrize(
        ("born_on", "last_day_of_two_years"),
        [
            (date(2024, 11, 17), date(2026, 11, 17)),
            (date(2024, 12, 31), date(2026, 12, 31)),
            (LEAP_DAY, date(2026, 2, 28)),
            (date(2022, 2, 28), date(2024, 2, 28)),
        ],
    )
    def test_turns_true_on_the_day_after_the_second_birthday(
        self, born_on, last_day_of_two_years
    ):
        """
        Rule 8 asks for a review when a child is over two; one that is two is not. A
        child of 29 February has had its two years when February ends.
        """
        grown = child(born_on=born_on)
        next_day = date.fromordinal(last_day_of_two_years.toordinal() + 1)

        assert not grown.is_over_two(on=last_day_of_two_years)
        assert grown.is_over_two(on=next_day)

    @settings(deadline=None)
    @given(
        born_on=st.dates(max_value=TODAY),
        days=st.integers(min_value=0, max_value=2 * 365),
    )
    def test_is_never_true_within_two_short_years(self, born_on, days):
        """
        Whenever the child was born, the first 730 days are not over two.
        """
        assert not child(born_on=born_on).is_over_two(
            on=date.fromordinal(born_on.toordinal() + days)
        )

    @settings(deadline=None)
    @given(born_on=st.dates(max_value=TODAY), days=st.integers(732, 10_000))
    def test_stays_true(self, born_on, days):
        """
        Whenever the child was born, from day 732 on it is over two, leap years or not.
        """
        assert child(born_on=born_on).is_over_two(
            on=date.fromordinal(born_on.toordinal() + days)
        )


class TestBirthday:
    @pytest.mark.parametrize(
        ("born_on", "one", "two"),
        [
            (date(2025, 11, 17), date(2026, 11, 17), date(2027, 11, 17)),
            (LEAP_DAY, date(2025, 3, 1), date(2026, 3, 1)),
            (date(2023, 3, 1), date(2024, 3, 1), date(2025, 3, 1)),
            (date(2022, 12, 31), date(2023, 12, 31), date(2024, 12, 31)),
        ],
    )
    def test_is_on_the_same_day_of_another_year(self, born_on, one, two):
        """
        One of 29 February is a year older on 1 March, where there is no such day.
        """
        newborn = Child(id=uuid4(), mother_id=uuid4(), born_on=born_on)

        assert [newborn.birthday(age) for age in (1, 2)] == [one, two]
        day_before = one - timedelta(days=1)
        assert [newborn.birthdays_by(day) for day in (day_before, one, two)] == [
            0,
            1,
            2,
        ]

    def test_that_has_been_when_it_came_is_no_news(self):
        """
        Only what happens while we know the child is told.
        """
        older = child(born_on=date(2025, 1, 1))

        assert older.tell_birthdays(by=TODAY) == []
        assert older.tell_birthdays(by=date(2027, 1, 1)) == [2]
        assert older.tell_birthdays(by=date(2029, 1, 1)) == []

    @given(
        born_on=st.dates(date(2019, 1, 1), date(2030, 1, 1)),
        age=st.sampled_from([1, 2]),
    )
    @example(born_on=LEAP_DAY, age=1)
    @example(born_on=date(2026, 2, 28), age=2)
    @example(born_on=date(2026, 3, 1), age=2)
    def test_is_found_by_the_day_of_birth(self, born_on, age):
        """
        What is asked of the database is what the child itself says, on every day.
        """
        newborn = Child(id=uuid4(), mother_id=uuid4(), born_on=born_on)
        turned = newborn.birthday(age)

        for days in (-2, -1, 0, 1, 2):
            on = turned + timedelta(days=days)
            found = born_on <= turned_if_born_by(age, on=on)
            assert found == (newborn.birthdays_by(on) >= age)
