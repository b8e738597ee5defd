"""
The days that a person can mean.
"""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from services.referrals.domain.days import (
    refuse_unless_ahead,
    refuse_unless_from_this_month,
    refuse_unless_from_today,
    refuse_unless_until_this_month,
    refuse_unless_until_today,
)
from services.referrals.domain.errors import DayNotPossible, NotFirstOfMonth
from tests.referrals.domain.examples import (
    MARCH,
    MAY,
    THURSDAY_NINE,
    TUESDAY,
    TUESDAY_TEN,
)

JUST_AFTER_MIDNIGHT_HERE = datetime(2027, 3, 31, 22, 30, tzinfo=UTC)
EAST = timezone(timedelta(hours=1))
WEST = timezone(timedelta(hours=-1))
A_DAY = timedelta(days=1)


class TestMoments:
    def test_of_a_visit_are_now_or_ahead(self):
        """
        A visit is planned, and a family is told when.
        """
        refuse_unless_ahead(now=TUESDAY_TEN, visit_at=TUESDAY_TEN)
        refuse_unless_ahead(now=TUESDAY_TEN, visit_at=THURSDAY_NINE)

    @pytest.mark.parametrize(
        "visit_at",
        [
            TUESDAY_TEN - timedelta(minutes=1),
            THURSDAY_NINE.replace(year=2072),
            datetime(1, 1, 1, tzinfo=EAST),
            datetime(9999, 12, 31, 23, 59, tzinfo=WEST),
        ],
    )
    def test_are_refused_when_they_are_past_or_far_away(self, visit_at):
        """
        Also those that no UTC can write: they are refused before anybody tries.
        """
        with pytest.raises(DayNotPossible) as refusal:
            refuse_unless_ahead(now=TUESDAY_TEN, visit_at=visit_at)

        assert set(refusal.value.facts["errors"]) == {"visit_at"}


class TestDays:
    def test_of_an_answer_begin_today(self):
        """
        An offer may be answered on the day on which it is made, not before.
        """
        refuse_unless_from_today(now=TUESDAY_TEN, answer_by=TUESDAY)
        for answer_by in (TUESDAY - A_DAY, date.max, date.min):
            with pytest.raises(DayNotPossible):
                refuse_unless_from_today(now=TUESDAY_TEN, answer_by=answer_by)

    def test_of_what_is_done_end_today(self):
        """
        Nobody has said yes tomorrow.
        """
        refuse_unless_until_today(now=TUESDAY_TEN, said_on=TUESDAY)
        for said_on in (TUESDAY + A_DAY, date.max, date.min):
            with pytest.raises(DayNotPossible):
                refuse_unless_until_today(now=TUESDAY_TEN, said_on=said_on)

    def test_are_those_of_a_wall_clock_here(self):
        """
        Half past midnight in summer is still yesterday in UTC.
        """
        refuse_unless_until_today(
            now=JUST_AFTER_MIDNIGHT_HERE, said_on=date(2027, 4, 1)
        )


class TestMonths:
    def test_of_a_need_begin_with_this_one(self):
        """
        A place can be needed from this month on.
        """
        refuse_unless_from_this_month(now=TUESDAY_TEN, need_month=MARCH)
        for need_month in (date(2027, 2, 1), date(9999, 12, 1)):
            with pytest.raises(DayNotPossible):
                refuse_unless_from_this_month(now=TUESDAY_TEN, need_month=need_month)

    def test_of_a_start_end_with_this_one(self):
        """
        A start is told when the child is there.
        """
        refuse_unless_until_this_month(now=TUESDAY_TEN, start_month=MARCH)
        with pytest.raises(DayNotPossible):
            refuse_unless_until_this_month(now=TUESDAY_TEN, start_month=MAY)

    def test_are_written_as_their_first_day(self):
        """
        The day itself is the family's.
        """
        with pytest.raises(NotFirstOfMonth):
            refuse_unless_from_this_month(now=TUESDAY_TEN, need_month=TUESDAY)
