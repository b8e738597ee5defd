"""
At most two contacts a day: a third is refused, and what was made is written down.
"""

from datetime import timedelta

import pytest

from services.outreach.domain.attempt import AttemptOutcome, Channel
from services.outreach.domain.errors import EnoughForToday
from services.outreach.usecases.log_attempt import log_attempt
from shared.kernel.organisations import Role
from tests.outreach.desk import TUESDAY_TEN, Desk, Guest, meeting

FRIDAY_TEN = TUESDAY_TEN + timedelta(days=3)


def call(
    desk: Desk,
    mother: Guest,
    outcome: AttemptOutcome = AttemptOutcome.NO_ANSWER,
    **said: bool,
) -> None:
    log_attempt(
        follow_up_id=desk.mother(mother).open_follow_ups[0].id,
        channel=Channel.CALL,
        outcome=outcome,
        expected_version=None,
        by=Role.COORDINATOR,
        now=desk.clock.now(),
        uow=desk.uow(),
        **said,
    )


@pytest.fixture
def called_twice(quick_desk: Desk, mother: Guest) -> Desk:
    """
    Give the desk on a Friday on which she was called twice.
    """
    quick_desk.hear(mother.missed(meeting()))
    quick_desk.clock.time = FRIDAY_TEN
    for _ in range(2):
        quick_desk.clock.later(minutes=5)
        call(quick_desk, mother)
    return quick_desk


def attempts_of(desk: Desk, mother: Guest) -> int:
    return len(desk.mother(mother).open_follow_ups[0].attempts)


class TestThirdContact:
    def test_is_refused_with_the_day_on_which_it_is_right(
        self, called_twice: Desk, mother: Guest
    ):
        """
        Not on Saturday: the next working day.
        """
        with pytest.raises(EnoughForToday) as refused:
            call(called_twice, mother)

        assert refused.value.code == "enough-for-today"
        assert refused.value.facts["next_on"] == "2027-03-15"
        assert attempts_of(called_twice, mother) == 2

    def test_that_was_made_is_written_down(self, called_twice: Desk, mother: Guest):
        """
        Nothing that has happened is left out of her history; somebody says so.
        """
        call(called_twice, mother, made_already=True)

        assert attempts_of(called_twice, mother) == 3

    def test_is_none_that_she_has_begun(self, called_twice: Desk, mother: Guest):
        """
        She may call as often as she likes, and it is kept that it was she.
        """
        call(called_twice, mother, she_began=True)

        made = called_twice.mother(mother).open_follow_ups[0].made
        assert sorted(one.she_began for one in made) == [False, False, True]

    @pytest.mark.parametrize(
        "answer", [AttemptOutcome.COMING_NEXT, AttemptOutcome.NO_THANKS]
    )
    def test_that_she_answers_is_never_refused(
        self, called_twice: Desk, mother: Guest, answer: AttemptOutcome
    ):
        """
        Above all a no thanks holds at once, whatever was counted.
        """
        call(called_twice, mother, answer)

        assert called_twice.mother(mother).open_follow_ups == []

    def test_is_allowed_after_midnight(self, called_twice: Desk, mother: Guest):
        """
        A day begins anew on the wall's clock.
        """
        called_twice.clock.later(days=3)

        call(called_twice, mother)

        assert attempts_of(called_twice, mother) == 3


class TestCount:
    def test_holds_the_text_that_is_still_to_leave(
        self, quick_desk: Desk, mother: Guest
    ):
        """
        She gets the text of the afternoon, so one call before it is the other.
        """
        quick_desk.hear(mother.missed(meeting()))
        call(quick_desk, mother)

        with pytest.raises(EnoughForToday):
            call(quick_desk, mother)

    def test_does_not_hold_what_she_has_begun(self, quick_desk: Desk, mother: Guest):
        """
        Her own call leaves room for ours.
        """
        quick_desk.hear(mother.missed(meeting()))
        quick_desk.clock.time = FRIDAY_TEN
        call(quick_desk, mother, she_began=True)
        for _ in range(2):
            call(quick_desk, mother)

        assert attempts_of(quick_desk, mother) == 3
