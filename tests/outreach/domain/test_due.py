"""
When a follow-up is due, and by which step: what other systems are told.
"""

from datetime import date, timedelta

from services.outreach.domain.agreement import AgreementKind
from services.outreach.domain.attempt import Attempt, AttemptOutcome, Channel
from services.outreach.domain.due import step_done, when_due
from services.outreach.domain.ladder_steps import NOT_DUE, Due, StepKind
from services.outreach.domain.snooze import Snooze
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from tests.outreach.domain.climbing import Climber, wall


def missing(kind: AgreementKind | None = AgreementKind.SAID_YES) -> Climber:
    she = Climber()
    if kind:
        she.says(kind)
    she.misses(0)
    return she


def due(she: Climber, on: date, hour: int = 12) -> Due:
    return when_due(
        she.mother,
        ladder=she.ladder,
        calendar=she.calendar,
        now=wall(on, hour),
        shares_phone=she.shares_phone,
    )


class TestDue:
    def test_is_the_day_on_which_a_person_is_to_do_something(self):
        """
        The text leaves by itself: it is the call of the next day that is somebody's.
        """
        she = missing()

        assert due(she, she.day(0), 13) == Due(step=StepKind.CALL, on=she.day(0, 1))

    def test_stays_the_day_that_it_was(self):
        """
        What nobody has done is overdue; its day does not move on with each morning.
        """
        she = missing()

        assert due(she, she.day(0, 3)) == Due(step=StepKind.CALL, on=she.day(0, 1))

    def test_is_the_next_step_once_one_was_done(self):
        """
        After the call of the Wednesday it is that of the Friday.
        """
        she = missing()
        she.is_tried(wall(she.day(0, 1), 10))

        after = due(she, she.day(0, 1))

        assert after == Due(step=StepKind.SECOND_CALL, on=she.day(0, 3))

    def test_moves_with_a_holiday(self):
        """
        The clock of the ladder stands still in a school holiday.
        """
        she = missing()
        she.holidays = {she.day(0, 1), she.day(0, 2)}

        assert due(she, she.day(0)) == Due(step=StepKind.CALL, on=she.day(0, 3))

    def test_is_that_of_the_texts_where_nobody_is_to_call(self):
        """
        Without her yes it is the text of that afternoon, then the one of the Monday.
        """
        she = missing(None)

        assert due(she, she.day(0)).step is StepKind.NEUTRAL_TEXT
        assert due(she, she.day(0), 15) == Due(step=StepKind.SEE_YOU, on=she.day(0, 6))

    def test_is_the_day_that_was_promised(self):
        """
        Put off until Thursday the call is due on Thursday.
        """
        she = missing()
        she.mother.snooze = Snooze(until=she.day(0, 2))

        assert due(she, she.day(0)) == Due(step=StepKind.CALL, on=she.day(0, 2))

    def test_is_at_once_for_what_she_has_told(self):
        """
        A concern is no step of the ladder, and somebody's from the day on.
        """
        she = missing()
        she.is_tried(wall(she.day(0, 1), 10), AttemptOutcome.CONCERN)

        assert due(she, she.day(0, 3)) == Due(on=she.day(0, 1))

    def test_of_a_concern_is_not_put_off(self):
        """
        Yesterday's call with a concern is written down while she is put off: it is due.
        """
        she = missing()
        she.is_tried(wall(she.day(0, 1), 10), AttemptOutcome.CONCERN)
        she.mother.snooze = Snooze(until=she.day(0, 6))

        assert due(she, she.day(0, 2)) == Due(on=she.day(0, 1))

    def test_is_the_team_talk_after_three_misses(self):
        """
        Two roles have to talk from the day on which it was raised.
        """
        she = missing()
        she.misses(1)
        she.misses(2)

        assert due(she, she.day(2, 2)) == Due(step=StepKind.TEAM_TALK, on=she.day(2))

    def test_is_none_once_all_is_done(self):
        """
        After everything of this week there is nothing to do before the next session.
        """
        she = missing(None)
        she.mother.newest_miss.ask_to_come(at=wall(she.day(0, 6), 10))

        assert due(she, she.day(0, 6)) is NOT_DUE


class TestStepDone:
    def test_is_the_first_of_the_kind_of_contact(self):
        """
        A call does the call; a text by hand is no step at all.
        """
        she = missing()

        assert done(she, Channel.CALL) is StepKind.CALL
        assert done(she, Channel.TEXT) is None

        she.is_tried(wall(she.day(0, 1), 9))

        assert done(she, Channel.VOICE) is StepKind.SECOND_CALL

    def test_is_none_where_nobody_is_to_call(self):
        """
        Without her yes there are the two texts, and what is done besides is no step.
        """
        assert done(missing(None), Channel.CALL) is None


def done(she: Climber, channel: Channel) -> StepKind | None:
    now = wall(she.day(0), 10) + timedelta(days=1)
    attempt = Attempt(
        id=new_id(),
        follow_up_id=she.mother.newest_miss.id,
        channel=channel,
        outcome=AttemptOutcome.NO_ANSWER,
        at=now,
        by_role=Role.COORDINATOR,
    )
    return step_done(
        attempt, she.mother, ladder=she.ladder, calendar=she.calendar, now=now
    )
