"""
Who waits for too long, and who does not although a week has gone.
"""

from datetime import date, datetime, timedelta

import pytest

from services.outreach.domain.agreement import AgreementKind, Terms
from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.lateness import is_late
from shared.kernel.organisations import Role
from tests.outreach.domain.climbing import Climber, wall


def late(climber: Climber, at: datetime) -> bool:
    step = climber.step(at)
    return is_late(climber.mother, step=step, calendar=climber.calendar, now=at)


@pytest.fixture
def climber() -> Climber:
    """
    Give a mother who wants to come and has missed.
    """
    made = Climber()
    made.says(AgreementKind.SAID_YES)
    made.misses(0)
    return made


class TestLate:
    def test_is_whom_nobody_has_called_for_a_week(self, climber: Climber):
        """
        The call was due on the day after; the week counts from her miss.
        """
        assert not late(climber, wall(climber.day(1), 12))
        assert late(climber, wall(climber.day(1), 13))

    def test_is_not_without_her_yes(self):
        """
        The two texts have left, once, and no call is hers to wait for.
        """
        climber = Climber()
        climber.misses(0)

        assert not late(climber, wall(climber.day(3), 12))

    def test_is_not_after_the_last_call_of_a_miss(self, climber: Climber):
        """
        Both calls were tried; the next is due when she misses again.
        """
        for day in (1, 3):
            climber.is_tried(wall(climber.day(0, day), 12))

        assert not late(climber, wall(climber.day(2), 12))

    def test_is_not_in_her_pause_nor_behind_an_open_door(self, climber: Climber):
        """
        A concern keeps the follow-up open, and is the only thing to wait for then.
        """
        climber.mother.asks_for_pause(
            on=climber.day(0, 1),
            heard_by=Role.COORDINATOR,
            at=wall(climber.day(0, 1), 12),
            until=climber.day(5),
        )

        assert not late(climber, wall(climber.day(3), 12))

    def test_is_not_while_the_school_is_closed(self, climber: Climber):
        """
        The clock stands still for nine days, and nothing is done in them.
        """
        first = climber.day(0, 4)
        climber.holidays = {first + timedelta(days=day) for day in range(9)}

        assert not late(climber, wall(climber.day(1, 5), 12))
        assert late(climber, wall(climber.day(2, 3), 12))

    def test_is_who_has_told_something(self):
        """
        Also without her yes: a pause that she asked for waits for somebody.
        """
        climber = Climber()
        climber.misses(0)
        climber.is_tried(wall(climber.day(0, 1), 12), AttemptOutcome.WANTS_PAUSE)

        assert not late(climber, wall(climber.day(1, 1), 12))
        assert late(climber, wall(climber.day(1, 1), 13))

    def test_is_who_was_to_be_asked_again(self):
        """
        Her review has come, she has missed, and nobody has done anything for a week.
        """
        climber = Climber()
        climber.says(AgreementKind.KEEP_GOING, terms=Terms(review_on=date(2027, 3, 3)))
        climber.misses(0)

        assert late(climber, wall(climber.day(1, 1), 12))
