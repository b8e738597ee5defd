"""
By which ways a person may contact a mother, and from when.
"""

from datetime import date

import pytest

from services.outreach.domain.agreement import AgreementKind, Terms
from services.outreach.domain.attempt import AttemptOutcome, Channel
from services.outreach.domain.by_hand import NotNow, by_hand
from services.outreach.domain.team_talk import Decision
from shared.kernel.clock import day_of
from shared.kernel.organisations import Role
from tests.outreach.domain.climbing import Climber, wall

YES, LIGHTER = AgreementKind.SAID_YES, AgreementKind.LIGHTER


def at_ten(climber: Climber, *, week: int, offset: int = 1):
    at = wall(climber.day(week, offset), 10)
    return by_hand(climber.mother, calendar=climber.calendar, at=at)


def behind_an_open_door() -> Climber:
    climber = Climber()
    climber.says(YES)
    for week in range(3):
        climber.misses(week)
    at = wall(climber.day(2, 1), 10)
    for role in (Role.COORDINATOR, Role.HEALTH_VISITOR):
        climber.mother.decide(Decision.OPEN_DOOR, by=role, at=at)
    return climber


class TestByHand:
    def test_is_now_on_a_working_day_with_her_yes(self):
        """
        With a yes and no terms every way is hers.
        """
        climber = Climber()
        climber.says(YES)
        climber.misses(0)

        hers = at_ten(climber, week=0)

        assert hers.is_now
        assert (hers.may_call, hers.may_write) == (True, True)

    def test_waits_as_many_weeks_as_she_wants_between(self):
        """
        At most every eighth week: a call of last week is the one of these weeks, also
        where nothing is open. About the miss itself she may be called a second time.
        """
        climber = Climber()
        climber.says(LIGHTER, terms=Terms(every_weeks=8))
        climber.misses(0)
        climber.is_tried(wall(climber.day(0, 1), 10))
        assert at_ten(climber, week=0, offset=2).is_now

        climber.misses(1)
        hers = at_ten(climber, week=1)
        climber.is_tried(wall(climber.day(1, 1), 11), AttemptOutcome.COMING_NEXT)

        assert hers.why_not is NotNow.NOT_HER_TURN
        assert day_of(hers.begins_at) == date(2027, 4, 22)
        assert at_ten(climber, week=2).why_not is NotNow.NOT_HER_TURN
        assert at_ten(climber, week=12).is_now

    @pytest.mark.parametrize(
        ("way", "calls", "writes"),
        [
            (Channel.TEXT, False, True),
            (Channel.CALL, True, False),
            (Channel.VISIT, False, False),
        ],
    )
    def test_is_by_no_way_but_hers(self, way: Channel, calls: bool, writes: bool):
        """
        Only what she has agreed to; company may be offered in any way.
        """
        climber = Climber()
        climber.says(AgreementKind.KEEP_GOING, terms=Terms(channels=frozenset({way})))
        climber.misses(0)

        hers = at_ten(climber, week=0)

        assert (hers.may_call, hers.may_write) == (calls, writes)
        assert {one for one in Channel if hers.allows(one)} == {
            way,
            Channel.BUDDY,
            Channel.PICKUP_OFFER,
        }

    def test_is_not_in_her_pause_though_a_concern_waits(self):
        """
        What a health visitor does about a child is hers; she herself is let alone.
        """
        climber = Climber()
        climber.says(YES)
        climber.misses(0)
        noon = wall(climber.day(0, 1), 12)
        climber.is_tried(noon, AttemptOutcome.CONCERN)
        climber.mother.asks_for_pause(
            on=day_of(noon),
            heard_by=Role.COORDINATOR,
            at=noon,
            until=climber.day(4),
        )

        hers = at_ten(climber, week=0, offset=2)

        assert hers.why_not is NotNow.PAUSE
        assert day_of(hers.begins_at) == climber.day(4)

    def test_ends_where_the_team_has_opened_the_door(self):
        """
        She is welcome, and nobody asks any more, until she comes or says something.
        """
        climber = behind_an_open_door()

        closed = at_ten(climber, week=2, offset=2)
        climber.comes(3)

        assert (closed.why_not, closed.begins_at) == (NotNow.OPEN_DOOR, None)
        assert at_ten(climber, week=3).is_now

    def test_goes_on_by_her_word_behind_an_open_door(self):
        """
        What she says herself opens it from her side.
        """
        climber = behind_an_open_door()
        climber.mother.asks_to_keep_going(
            on=climber.day(2, 2),
            heard_by=Role.COORDINATOR,
            at=wall(climber.day(2, 2), 9),
            terms=Terms(),
        )

        assert at_ten(climber, week=2, offset=2).is_now

    @pytest.mark.parametrize(
        ("day", "holidays", "next_on"),
        [
            (date(2027, 3, 6), set(), date(2027, 3, 8)),
            (date(2027, 3, 25), set(), date(2027, 3, 30)),
            (date(2027, 3, 10), {date(2027, 3, 10)}, date(2027, 3, 11)),
        ],
        ids=["a Saturday", "Maundy Thursday", "a school holiday"],
    )
    def test_is_on_no_day_off(self, day: date, holidays: set[date], next_on: date):
        """
        Rule 5: nobody is contacted in a holiday, and the day after it is told.
        """
        climber = Climber(holidays=holidays)
        climber.says(YES)
        climber.misses(0)

        hers = by_hand(climber.mother, calendar=climber.calendar, at=wall(day, 10))

        assert hers.why_not is NotNow.DAY_OFF
        assert day_of(hers.begins_at) == next_on

    def test_is_hers_on_a_day_that_was_promised(self):
        """
        A day that was promised is agreed with her, whatever the weeks between.
        """
        climber = Climber()
        climber.says(LIGHTER, terms=Terms(every_weeks=8))
        climber.misses(0)
        climber.is_tried(wall(climber.day(0, 1), 10))
        climber.misses(1)
        day = climber.day(1, 2)
        climber.mother.put_off(
            day, days=[day], by=Role.COORDINATOR, at=wall(climber.day(1, 1), 10)
        )

        assert at_ten(climber, week=1, offset=2).is_now
