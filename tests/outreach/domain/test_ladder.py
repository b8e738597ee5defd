"""
The ladder: what is done next about a mother, and on which day.
"""

from datetime import date, timedelta

import pytest

from services.outreach.domain.agreement import AgreementKind, Terms
from services.outreach.domain.attempt import AttemptOutcome, Channel
from services.outreach.domain.enrolment import Enrolment, Place
from services.outreach.domain.ladder_steps import (
    DEFAULT_LADDER,
    StepKind,
    ladder_of,
)
from services.outreach.domain.ranking import Rank, rank_of
from services.outreach.domain.session import Session
from services.outreach.domain.snooze import Snooze
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid
from tests.outreach.domain.climbing import TUESDAY, Climber, wall

SAID_YES = AgreementKind.SAID_YES
KEEP_GOING = AgreementKind.KEEP_GOING


def climber(kind: AgreementKind | None = SAID_YES, **known: object) -> Climber:
    made = Climber(**known)
    if kind:
        made.says(kind)
    return made


class TestUsualLadder:
    def test_begins_with_a_neutral_text_the_same_afternoon(self):
        """
        Step 0: two hours after the session, at two o'clock.
        """
        she = climber()
        she.misses(0)

        assert she.mother.newest_miss.text_from == wall(she.day(0), 14)
        assert she.told(wall(she.day(0), 12, 30)) == (
            StepKind.NEUTRAL_TEXT,
            she.day(0),
        )

    def test_goes_on_with_a_call_the_next_day(self):
        """
        Step 1, on the Wednesday.
        """
        she = climber()
        she.misses(0)

        assert she.told(wall(she.day(0), 15)) == (StepKind.CALL, she.day(0, 1))

    def test_calls_again_before_the_weekend(self):
        """
        Step 2, on the Friday, once the first call was made.
        """
        she = climber()
        she.misses(0)
        she.is_tried(wall(she.day(0, 1), 10))

        assert she.told(wall(she.day(0, 1), 11)) == (
            StepKind.SECOND_CALL,
            she.day(0, 3),
        )

    def test_asks_on_the_day_before_the_next_session(self):
        """
        Step 3: on the Monday, when nothing is left to be called about.
        """
        she = climber()
        she.misses(0)
        she.is_tried(wall(she.day(0, 1), 10))
        she.is_tried(wall(she.day(0, 3), 10))

        assert she.told(wall(she.day(0, 3), 11)) == (StepKind.SEE_YOU, she.day(0, 6))

    def test_offers_company_from_the_second_miss_on(self):
        """
        Step 4 is none of the first miss.
        """
        she = climber()
        she.misses(0)
        assert StepKind.OFFER not in she.kinds(wall(she.day(0), 15))

        she.misses(1)
        she.is_tried(wall(she.day(1, 1), 10))

        assert she.told(wall(she.day(1, 1), 11)) == (StepKind.OFFER, she.day(1, 2))

    def test_ends_in_a_team_talk_after_three_misses_without_contact(self):
        """
        Step 5, rule 4: nothing expires in silence, and nothing else is done meanwhile.
        """
        she = climber()
        for week in range(3):
            she.misses(week)

        assert she.mother.open_talk is not None
        assert she.kinds(wall(she.day(2), 15)) == {StepKind.TEAM_TALK}

    def test_is_overdue_today_and_not_in_the_past(self):
        """
        A call of last Wednesday is a call of today.
        """
        she = climber()
        she.misses(0)

        assert she.told(wall(she.day(0, 2), 10)) == (StepKind.CALL, she.day(0, 2))

    def test_has_no_step_before_its_day(self):
        """
        A call that was made before its day counts as the call: the next is the second.
        """
        she = climber()
        she.misses(0)
        she.is_tried(wall(she.day(0), 15))

        assert she.told(wall(she.day(0), 16)) == (StepKind.SECOND_CALL, she.day(0, 3))

    def test_is_not_called_by_a_text(self):
        """
        A ready text on the afternoon is no call: that is still to be made.
        """
        she = climber()
        she.misses(0)
        she.is_tried(
            wall(she.day(0), 15), AttemptOutcome.LEFT_MESSAGE, channel=Channel.TEXT
        )

        assert she.told(wall(she.day(0, 1), 10)) == (StepKind.CALL, she.day(0, 1))

    def test_offers_company_in_any_way_once(self):
        """
        The call is made, and the offer may be a text on its day.
        """
        she = climber()
        she.misses(0)
        she.misses(1)
        she.is_tried(wall(she.day(1, 1), 10))
        for _ in range(2):
            offer = wall(she.day(1, 2), 11)
            she.is_tried(offer, AttemptOutcome.LEFT_MESSAGE, channel=Channel.TEXT)

        assert she.told(wall(she.day(1, 3), 10)) == (
            StepKind.SECOND_CALL,
            she.day(1, 3),
        )

    @pytest.mark.parametrize("offer", [Channel.BUDDY, Channel.PICKUP_OFFER])
    def test_is_offered_company_and_called_all_the_same(self, offer: Channel):
        """
        An offer has a way of its own: on whatever day it does its step, and no call.
        """
        she = climber()
        she.misses(0)
        she.misses(1)
        she.is_tried(wall(she.day(1), 15), AttemptOutcome.LEFT_MESSAGE, channel=offer)

        assert she.told(wall(she.day(1, 1), 10)) == (StepKind.CALL, she.day(1, 1))
        she.is_tried(wall(she.day(1, 1), 10))
        assert she.told(wall(she.day(1, 2), 10)) == (
            StepKind.SECOND_CALL,
            she.day(1, 3),
        )

    def test_is_over_when_she_is_reached(self):
        """
        Whatever she answered, nobody calls about that miss again.
        """
        she = climber()
        she.misses(0)
        she.is_tried(wall(she.day(0, 1), 10), AttemptOutcome.COMING_NEXT)

        assert she.step(wall(she.day(0, 2), 10)) is None

    def test_waits_while_somebody_has_to_take_care_of_what_she_told(self):
        """
        A concern is passed on first; there is no step beside it.
        """
        she = climber()
        she.misses(0)
        she.is_tried(wall(she.day(0, 1), 10), AttemptOutcome.CONCERN)

        assert she.step(wall(she.day(0, 3), 10)) is None

    def test_begins_anew_with_the_next_miss(self):
        """
        The second miss joins the episode and has a text and a call of its own.
        """
        she = climber()
        she.misses(0)
        she.is_tried(wall(she.day(0, 1), 10))
        she.misses(1)

        assert len({each.episode_id for each in she.mother.open_follow_ups}) == 1
        assert she.told(wall(she.day(1), 15)) == (StepKind.CALL, she.day(1, 1))


class TestWithoutHerYes:
    """
    Rule 2: without a commitment the two neutral texts, once.
    """

    def test_has_the_two_texts_and_no_call(self):
        """
        One after the session and one before the next.
        """
        she = climber(None)
        she.misses(0)

        assert she.kinds(wall(she.day(0), 13)) == {
            StepKind.NEUTRAL_TEXT,
            StepKind.SEE_YOU,
        }

    def test_has_none_after_the_second_miss(self):
        """
        Once is once: a walk-in is not texted after every miss.
        """
        she = climber(None)
        she.misses(0)
        she.mother.newest_miss.ask_to_come(at=wall(she.day(0, 6), 10))
        she.misses(1)

        assert she.mother.newest_miss.text_from is None
        assert she.step(wall(she.day(1), 13)) is None

    def test_has_none_when_the_first_text_is_about_a_miss_that_was_none(self):
        """
        She was texted at two and cancelled at three: she has had her text all the same.
        """
        she = climber(None)
        she.misses(0)
        she.cancels_late(0, at=wall(she.day(0), 15))
        she.misses(1)

        assert she.mother.newest_miss.text_from is None

    def test_has_one_when_the_first_was_taken_back_in_time(self):
        """
        She cancelled before it left: the next miss is the first.
        """
        she = climber(None)
        she.misses(0)
        she.cancels_late(0, at=wall(she.day(0), 13))
        she.misses(1)

        assert she.mother.newest_miss.text_from is not None

    def test_begins_anew_when_she_has_come(self):
        """
        Coming is a word as well.
        """
        she = climber(None)
        she.misses(0)
        she.comes(1)
        she.misses(2)

        assert she.mother.newest_miss.text_from is not None

    def test_is_asked_again_whatever_texts_she_had_before_her_pause(self):
        """
        What we agreed to ask stays somebody's task, and the texts of before her pause
        are not the two that she gets after it.
        """
        she = climber(SAID_YES)
        she.misses(0)
        she.mother.newest_miss.ask_to_come(at=wall(she.day(0, 6), 10))
        she.mother.asks_for_pause(
            on=she.day(0, 7),
            heard_by=Role.COORDINATOR,
            at=wall(she.day(0, 7), 8),
            until=she.day(3),
        )
        she.mother.review_listed_for = she.day(3)
        she.misses(3)

        assert rank_of(she.mother) is Rank.REVIEW
        assert not she.mother.is_left_to_come
        assert she.mother.was_asked_again(by=Role.COORDINATOR, at=wall(she.day(3), 14))
        assert not she.mother.is_left_to_come
        assert StepKind.SEE_YOU in she.kinds(wall(she.day(3), 14))

    def test_is_called_on_the_day_that_was_promised(self):
        """
        A promise is somebody's task, also when she has had her two texts.
        """
        she = climber(None)
        she.misses(0)
        she.mother.newest_miss.ask_to_come(at=wall(she.day(0, 6), 10))
        assert she.mother.is_left_to_come

        she.mother.snooze = Snooze(
            until=she.day(1), by_role=Role.COORDINATOR, is_due=True
        )

        assert not she.mother.is_left_to_come
        assert rank_of(she.mother) is Rank.PROMISED

    def test_still_ends_in_a_team_talk(self):
        """
        Silence is no answer; two roles decide, and nobody calls until then.
        """
        she = climber(None)
        for week in range(3):
            she.misses(week)

        assert she.kinds(wall(she.day(2), 13)) == {StepKind.TEAM_TALK}


class TestKeepGoing:
    """
    Rule 2: "just keep going" is every week without limit, until its review date.
    """

    def test_goes_on_week_after_week(self):
        """
        Steps 0 to 3 of each miss, and no team talk after ten of them.
        """
        she = climber(KEEP_GOING, weeks=12)
        for week in range(10):
            she.misses(week)
            assert she.kinds(wall(she.day(week), 13)) == {
                StepKind.NEUTRAL_TEXT,
                StepKind.CALL,
                StepKind.SEE_YOU,
            }

        assert she.mother.open_talk is None

    def test_asks_her_again_on_the_review_date(self):
        """
        Thirteen weeks after she said it, where no other day is agreed, before any call.
        """
        she = climber(KEEP_GOING, weeks=14)
        she.misses(12)
        review = she.day(12)

        assert she.mother.agreement.review_on == review
        assert she.told(wall(review - timedelta(days=1), 10)) is not None
        assert she.told(wall(review, 10)) == (StepKind.ASK_AGAIN, review)

    def test_asks_her_again_once(self):
        """
        Asked without an answer is asked; the day does not come back each morning.
        """
        she = climber(KEEP_GOING)
        review = she.mother.agreement.review_on

        assert she.mother.agreement.was_asked_again(on=review)
        assert not she.mother.agreement.was_asked_again(on=review)
        assert she.step(wall(review + timedelta(days=1), 10)) is None

    def test_is_a_yes_like_another_after_that_day(self):
        """
        Without a new word of hers the third miss ends in a team talk.
        """
        she = climber(None, weeks=8)
        she.says(KEEP_GOING, terms=Terms(review_on=she.day(2)))
        for week in range(3):
            she.misses(week)

        assert she.mother.open_talk is not None

    def test_uses_the_ways_that_she_wants(self):
        """
        Who asked for texts alone is not called.
        """
        she = climber(None)
        she.says(KEEP_GOING, terms=Terms(channels=frozenset({Channel.TEXT})))
        she.misses(0)

        assert she.kinds(wall(she.day(0), 13)) == {
            StepKind.NEUTRAL_TEXT,
            StepKind.SEE_YOU,
        }

    def test_is_asked_in_the_group_alone(self):
        """
        Who has left, or pauses, is not asked on the day.
        """
        she = climber(KEEP_GOING)
        review = she.mother.agreement.review_on
        for place in (Place.LEFT, Place.PAUSED):
            she.mother.enrolment = Enrolment(place=place)
            assert she.step(wall(review, 10)) is None


class TestLighter:
    def test_skips_the_weeks_between(self):
        """
        Every second week: the next miss brings nothing, the one after it does.
        """
        she = climber(None)
        she.says(AgreementKind.LIGHTER, terms=Terms(every_weeks=2))
        texted = []
        for week in range(4):
            she.misses(week)
            texted.append(she.mother.newest_miss.text_from is not None)

        assert texted == [True, False, True, False]
        assert she.step(wall(she.day(3), 13)) is None
        assert she.mother.open_talk is None

    def test_is_one_call_and_the_texts(self):
        """
        No second call, and no offer.
        """
        she = climber(None)
        she.says(AgreementKind.LIGHTER, terms=Terms(every_weeks=2))
        she.misses(0)
        she.is_tried(wall(she.day(0, 1), 10))

        assert she.kinds(wall(she.day(0, 1), 11)) == {StepKind.SEE_YOU}


class TestCalendar:
    """
    Rule 5: the clock stops in school holidays and for cancelled sessions.
    """

    def test_steps_over_a_school_holiday(self):
        """
        The call of the last Tuesday before it is due on the first day after it.
        """
        she = climber()
        she.holidays = {she.day(0, 1) + timedelta(days=day) for day in range(9)}
        she.sessions[1].is_skipped = True
        she.misses(0)

        assert she.told(wall(she.day(0), 15)) == (StepKind.CALL, she.day(1, 3))

    def test_has_no_step_on_a_day_within_one(self):
        """
        Asked in the holiday, the overdue step is due after it.
        """
        she = climber()
        she.holidays = {she.day(0, 2), she.day(0, 3)}
        she.misses(0)

        assert she.told(wall(she.day(0, 2), 10)) == (StepKind.CALL, she.day(0, 6))

    def test_lets_the_text_of_an_evening_wait_until_after_the_holiday(self):
        """
        It may not leave at night, and not on a day on which the clock stands still.
        """
        she = climber()
        she.sessions[0].ended_at = wall(she.day(0), 19)
        she.holidays = {she.day(0, 1), she.day(0, 2)}
        she.misses(0, at=wall(she.day(0), 19))

        assert she.mother.newest_miss.text_from == wall(she.day(0, 3), 9)

    def test_lets_the_text_leave_on_the_day_of_a_session_in_a_holiday(self):
        """
        A session that is held in one is its own business.
        """
        she = climber(holidays={TUESDAY})
        she.misses(0)

        assert she.mother.newest_miss.text_from == wall(TUESDAY, 14)

    def test_steps_over_public_holidays(self):
        """
        From the Tuesday before Easter the second call is three working days on.
        """
        she = climber(first=date(2027, 3, 23))
        she.misses(0)
        she.is_tried(wall(date(2027, 3, 24), 10))

        ahead = she.ahead(wall(date(2027, 3, 24), 11))
        assert ahead[StepKind.SECOND_CALL] == date(2027, 3, 31)

    def test_asks_before_the_next_session_that_is_held(self):
        """
        A cancelled session is asked for by nobody; nor is one that a holiday falls on.
        """
        she = climber(AgreementKind.SAID_YES)
        she.misses(0)
        she.is_tried(wall(she.day(0, 1), 10))
        she.is_tried(wall(she.day(0, 3), 10))
        she.sessions[1].is_cancelled = True
        she.sessions[2].is_skipped = True

        assert she.told(wall(she.day(0, 3), 11)) == (StepKind.SEE_YOU, she.day(2, 6))

    def test_asks_for_no_session_of_another_group(self):
        """
        The next session is that of her own group.
        """
        she = climber(None)
        she.sessions[1:] = [
            Session(id=each.id, started_at=each.started_at) for each in she.sessions[1:]
        ]
        she.misses(0)

        assert StepKind.SEE_YOU not in she.kinds(wall(she.day(0), 13))

    def test_does_not_ask_on_the_day_of_the_session(self):
        """
        Too late to ask before it is not asked at all.
        """
        she = climber(None)
        she.misses(0)

        assert she.told(wall(she.day(1), 9, 30)) is None


class TestLimits:
    def test_is_two_contacts_a_day(self):
        """
        After two calls on a day the next step is one of another day.
        """
        she = climber()
        she.misses(0)
        she.misses(1)
        for minute in (0, 30):
            she.is_tried(wall(she.day(1, 3), 10, minute))

        step = she.told(wall(she.day(1, 3), 12))
        assert step == (StepKind.SECOND_CALL, she.day(1, 6))

    def test_counts_one_call_about_two_misses_once(self):
        """
        It is logged below both follow-ups, and is one contact.
        """
        she = climber()
        she.misses(0)
        she.misses(1)
        she.is_tried(wall(she.day(1, 2), 10))

        assert she.mother.contacts_on(she.day(1, 2), until=wall(she.day(1, 2), 12)) == 1

    def test_counts_the_text_of_the_afternoon(self):
        """
        A text and a call on the day of the session are two.
        """
        she = climber()
        she.misses(0)
        she.is_tried(wall(she.day(0), 15))

        assert she.mother.contacts_on(she.day(0), until=wall(she.day(0), 16)) == 2

    def test_is_no_step_after_eight_in_the_evening(self):
        """
        At eight the step is one of tomorrow.
        """
        she = climber()
        she.misses(0)

        assert she.told(wall(she.day(0, 1), 19, 59)) == (StepKind.CALL, she.day(0, 1))
        assert she.told(wall(she.day(0, 1), 20)) == (StepKind.CALL, she.day(0, 2))

    def test_is_the_neutral_texts_alone_on_a_shared_phone(self):
        """
        Nobody rings a phone that others answer; she is still offered company.
        """
        she = climber(shares_phone=True)
        she.misses(0)
        she.misses(1)

        assert she.kinds(wall(she.day(1), 13)) == {
            StepKind.NEUTRAL_TEXT,
            StepKind.SEE_YOU,
            StepKind.OFFER,
        }

    @pytest.mark.parametrize(
        ("days", "hour", "leaves"),
        [(0, 19, True), (0, 20, False), (1, 10, False), (3, 12, False)],
    )
    def test_is_no_text_about_a_session_of_another_day(
        self, days: int, hour: int, leaves: bool
    ):
        """
        It leaves the same afternoon or not at all: a register that is closed late texts
        nobody, and so nobody in a holiday.
        """
        she = climber()
        closed = wall(she.day(0, days), hour)
        she.misses(0, at=closed)

        assert (she.mother.newest_miss.text_from is not None) == leaves
        assert she.step(closed).kind is StepKind.CALL


class TestConfiguration:
    def test_is_hers_before_the_groups(self):
        """
        Her own ladder stands before the group's.
        """
        she = climber()
        she.mother.own_ladder = ladder_of({StepKind.CALL: (2, 1)})
        she.misses(0)

        assert she.told(wall(she.day(0), 15)) == (StepKind.CALL, she.day(0, 2))

    def test_without_a_step_leaves_it_out(self):
        """
        A group that does not want the first call has the second as its first.
        """
        she = climber(ladder=ladder_of({StepKind.SECOND_CALL: (3, 1)}))
        she.misses(0)

        assert she.told(wall(she.day(0), 15)) == (StepKind.SECOND_CALL, she.day(0, 3))

    @pytest.mark.parametrize(
        ("kind", "after", "from_miss"),
        [
            (StepKind.CALL, 10, 1),
            (StepKind.CALL, -1, 1),
            (StepKind.NEUTRAL_TEXT, 1, 1),
            (StepKind.SEE_YOU, 0, 1),
            (StepKind.OFFER, 2, 4),
            (StepKind.TEAM_TALK, 1, 1),
        ],
    )
    def test_that_cannot_be_names_the_step(self, kind, after, from_miss):
        """
        Nine working days at most, the text on the day, and the team talk is no choice.
        """
        with pytest.raises(Invalid) as refused:
            ladder_of({kind: (after, from_miss), StepKind.SECOND_CALL: (3, 1)})

        assert set(refused.value.facts["errors"]) == {kind.value}

    def test_is_the_usual_one_where_nobody_chose(self):
        """
        Five steps, and the talk in which they end.
        """
        told = {
            rung.kind: (rung.after, rung.from_miss) for rung in DEFAULT_LADDER.rungs
        }

        assert ladder_of(told) == DEFAULT_LADDER
