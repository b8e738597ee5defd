"""
What the roster promises about a child.
"""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.roster.domain.child import Child
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
