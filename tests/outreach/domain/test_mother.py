"""
What holds for all of a mother's follow-ups together.
"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.outreach.domain.agreement import AgreementKind
from services.outreach.domain.attempt import Attempt, AttemptOutcome, Channel
from services.outreach.domain.attendance import Attendance
from services.outreach.domain.change import Change
from services.outreach.domain.errors import FollowUpNotFound, MotherSaidNoThanks
from services.outreach.domain.follow_up_state import FollowUpState, Withdrawal
from services.outreach.domain.mother import Mother
from services.outreach.domain.session import Session
from services.outreach.domain.snooze import Snooze
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid
from tests.outreach.domain.follow_ups import (
    HELD,
    MOTHER,
    NEXT_TUESDAY_TEN,
    SESSION,
    TUESDAY_NOON,
    TUESDAY_TEN,
    WEDNESDAY_TEN,
)

IN_APRIL = date(2027, 4, 6)
NEXT_HELD = Session(
    id=UUID(int=SESSION.int + 1), started_at=NEXT_TUESDAY_TEN, ended_at=NEXT_TUESDAY_TEN
)


def missed(mother: Mother, session: Session = HELD) -> Change:
    return mother.missed(
        session=session, missed_in_a_row=1, attendance_version=1, at=TUESDAY_NOON
    )


def there(session: Session, *, was_there: bool = True, version: int = 1) -> Attendance:
    return Attendance(
        mother_id=MOTHER,
        session_id=session.id,
        session_started_at=session.started_at,
        was_there=was_there,
        version=version,
    )


def call(follow_up_id: UUID, outcome: AttemptOutcome) -> Attempt:
    return Attempt(
        id=UUID(int=7),
        follow_up_id=follow_up_id,
        channel=Channel.CALL,
        outcome=outcome,
        at=WEDNESDAY_TEN,
        by_role=Role.COORDINATOR,
    )


@pytest.fixture
def mother() -> Mother:
    return Mother.unspoken(mother_id=MOTHER)


class TestMother:
    def test_has_one_open_episode_that_the_next_miss_joins(self, mother: Mother):
        """
        A second miss while she is followed up belongs to the same episode.
        """
        first, second = missed(mother), missed(mother, NEXT_HELD)

        assert len(first.episodes) == 1
        assert second.episodes == []
        assert {each.episode_id for each in mother.open_follow_ups} == {
            first.episodes[0].id
        }

    def test_is_not_followed_up_for_a_session_that_was_not_held(self, mother: Mother):
        """
        A cancelled session was missed by nobody, until it takes place after all.
        """
        assert missed(mother, replace(HELD, is_cancelled=True)) == Change()
        assert mother.open_follow_ups == []

        change = mother.session_is_held_after_all(HELD, at=TUESDAY_NOON)

        assert change.follow_ups == mother.open_follow_ups
        assert [each.is_open for each in change.episodes] == [True]

    def test_is_not_followed_up_for_what_she_missed_before_she_came(
        self, mother: Mother
    ):
        """
        The miss is told late; she has been there since, so nobody calls.
        """
        mother.take_attendance(there(NEXT_HELD), at=NEXT_TUESDAY_TEN)

        assert missed(mother) == Change()
        assert mother.open_episode is None

    def test_is_followed_up_when_her_coming_was_written_by_mistake(
        self, mother: Mother
    ):
        """
        She was not there after all, so the earlier miss counts again: also one that was
        told late and had never been opened.
        """
        mother.take_attendance(there(NEXT_HELD), at=NEXT_TUESDAY_TEN)
        missed(mother)

        change = mother.take_attendance(
            there(NEXT_HELD, was_there=False, version=2), at=NEXT_TUESDAY_TEN
        )

        assert [each.is_open for each in change.follow_ups] == [True]
        assert change.episodes == [mother.open_episode]

    def test_joins_her_open_episode_with_what_opens_again(self, mother: Mother):
        """
        Rule 7 holds for what had ended before, too; its new episode is a new one.
        """
        (first,) = missed(mother).episodes
        mother.take_attendance(there(NEXT_HELD), at=NEXT_TUESDAY_TEN)
        third = Session(id=UUID(int=9), started_at=NEXT_TUESDAY_TEN + timedelta(days=7))
        (second,) = missed(mother, third).episodes

        change = mother.take_attendance(
            there(NEXT_HELD, was_there=False, version=2), at=NEXT_TUESDAY_TEN
        )

        assert change.episodes == []
        assert first.id != second.id
        assert {each.episode_id for each in mother.open_follow_ups} == {second.id}

    def test_stays_back_when_she_has_come_to_another(self, mother: Mother):
        """
        One of two registers was wrong; she was at the other session.
        """
        third = Session(id=UUID(int=9), started_at=NEXT_TUESDAY_TEN + timedelta(days=7))
        missed(mother)
        for session in (NEXT_HELD, third):
            mother.take_attendance(there(session), at=third.started_at)

        change = mother.take_attendance(
            there(third, was_there=False, version=2), at=third.started_at
        )

        assert change == Change()
        assert mother.open_follow_ups == []

    def test_is_not_brought_back_by_a_word_that_is_old(self, mother: Mother):
        """
        A late cancellation has overtaken both that she was there and the correction.
        """
        missed(mother)
        mother.did_not_miss(
            session=NEXT_HELD,
            reason=Withdrawal.LATE_CANCELLATION,
            attendance_version=3,
            at=NEXT_TUESDAY_TEN,
        )

        assert mother.take_attendance(there(NEXT_HELD), at=NEXT_TUESDAY_TEN) == Change()

        assert len(mother.open_follow_ups) == 1

    def test_is_not_followed_up_again_after_a_no_thanks(self, mother: Mother):
        """
        Rule 3: a corrected register opens nothing, and her yes of later neither.
        """
        missed(mother)
        mother.take_attendance(there(NEXT_HELD), at=NEXT_TUESDAY_TEN)
        mother.says_no_thanks(
            on=TUESDAY_TEN.date(), heard_by=Role.PAEDAGOG, at=TUESDAY_NOON
        )

        mother.take_attendance(
            there(NEXT_HELD, was_there=False, version=2), at=NEXT_TUESDAY_TEN
        )

        (follow_up,) = mother.follow_ups.values()
        assert follow_up.state is FollowUpState.STOPPED
        assert mother.open_episode is None

    def test_is_not_answered_by_a_call_on_what_had_ended(self, mother: Mother):
        """
        A call that is kept on an ended follow-up stands there, and does nothing else:
        the next miss stays open, what she is put off to holds, and so does her word.
        """
        (first,) = missed(mother).follow_ups
        mother.was_tried(
            call(first.id, AttemptOutcome.COMING_NEXT), on=WEDNESDAY_TEN.date()
        )
        (second,) = missed(mother, NEXT_HELD).follow_ups
        friday = Snooze(until=date(2027, 3, 19))
        mother.snooze = friday
        late = call(first.id, AttemptOutcome.KEEP_GOING)

        change = mother.was_tried(late, on=WEDNESDAY_TEN.date())

        assert len(first.attempts) == 2
        assert mother.open_follow_ups == [second]
        assert (second.attempts, mother.snooze) == ([], friday)
        assert mother.agreement.kind is AgreementKind.NONE
        assert change.follow_ups == []

    def test_has_a_concern_left_when_her_pause_is_agreed(self, mother: Mother):
        """
        Two things that she told are two things to take care of.
        """
        (first,) = missed(mother).follow_ups
        mother.was_tried(
            call(first.id, AttemptOutcome.CONCERN), on=WEDNESDAY_TEN.date()
        )
        (second,) = missed(mother, NEXT_HELD).follow_ups
        mother.was_tried(
            call(second.id, AttemptOutcome.WANTS_PAUSE), on=WEDNESDAY_TEN.date()
        )

        mother.is_taken_care_of(
            follow_up_id=second.id,
            outcome=AttemptOutcome.WANTS_PAUSE,
            by=Role.COORDINATOR,
            on=WEDNESDAY_TEN.date(),
            at=WEDNESDAY_TEN,
            until=IN_APRIL,
        )

        assert mother.open_follow_ups == [first]
        assert first.waits_for is AttemptOutcome.CONCERN

    def test_is_let_alone_when_her_pause_is_agreed(self, mother: Mother):
        """
        What is agreed with her holds: the next miss brings no text and no call.
        """
        mother.says_yes(on=TUESDAY_TEN.date(), heard_by=Role.COORDINATOR)
        (follow_up,) = missed(mother).follow_ups
        wants_pause = call(follow_up.id, AttemptOutcome.WANTS_PAUSE)
        mother.was_tried(wants_pause, on=WEDNESDAY_TEN.date())

        change = mother.is_taken_care_of(
            follow_up_id=follow_up.id,
            outcome=AttemptOutcome.WANTS_PAUSE,
            by=Role.COORDINATOR,
            on=WEDNESDAY_TEN.date(),
            at=WEDNESDAY_TEN,
            until=IN_APRIL,
        )

        assert change.agreement_from is AgreementKind.SAID_YES
        assert change.follow_ups == [follow_up]
        assert mother.agreement.kind is AgreementKind.PAUSED
        assert mother.agreement.review_on == IN_APRIL
        assert missed(mother, NEXT_HELD).follow_ups == []
        assert mother.open_follow_ups == []

    @pytest.mark.parametrize("until", [None, WEDNESDAY_TEN.date()])
    def test_has_no_pause_without_its_end(self, mother: Mother, until: date | None):
        """
        A pause without a day would be an end that nobody has said.
        """
        (follow_up,) = missed(mother).follow_ups
        wants_pause = call(follow_up.id, AttemptOutcome.WANTS_PAUSE)
        mother.was_tried(wants_pause, on=WEDNESDAY_TEN.date())

        with pytest.raises(Invalid) as refused:
            mother.is_taken_care_of(
                follow_up_id=follow_up.id,
                outcome=AttemptOutcome.WANTS_PAUSE,
                by=Role.COORDINATOR,
                on=WEDNESDAY_TEN.date(),
                at=WEDNESDAY_TEN,
                until=until,
            )

        assert set(refused.value.facts["errors"]) == {"until"}
        assert follow_up.waits_for is AttemptOutcome.WANTS_PAUSE

    def test_agrees_on_a_pause_in_one_call(self, mother: Mother):
        """
        She says for how long at once; a slip is undone with all that it did.
        """
        (follow_up,) = missed(mother).follow_ups
        wants_pause = call(follow_up.id, AttemptOutcome.WANTS_PAUSE)

        change = mother.was_tried(wants_pause, on=WEDNESDAY_TEN.date(), until=IN_APRIL)

        assert change.follow_ups == [follow_up]
        assert follow_up.reason == AttemptOutcome.WANTS_PAUSE
        assert mother.agreement.kind is AgreementKind.PAUSED

        mother.takes_back(wants_pause.id, by=Role.COORDINATOR, at=WEDNESDAY_TEN)
        assert mother.agreement.kind is AgreementKind.NONE
        assert follow_up.is_open

    def test_is_asked_once_about_all_that_she_missed(self, mother: Mother):
        """
        One call is about every open week, and its answer ends them all.
        """
        missed(mother)
        missed(mother, NEXT_HELD)
        newest = mother.open_follow_ups[-1]

        change = mother.was_tried(
            call(newest.id, AttemptOutcome.COMING_NEXT), on=WEDNESDAY_TEN.date()
        )

        assert len(change.follow_ups) == 2
        assert mother.open_episode is None

    def test_is_not_tried_after_a_no_thanks(self, mother: Mother):
        """
        Nobody calls her, so no call can be noted.
        """
        (follow_up,) = missed(mother).follow_ups
        mother.says_no_thanks(
            on=TUESDAY_TEN.date(), heard_by=Role.PAEDAGOG, at=TUESDAY_NOON
        )

        with pytest.raises(MotherSaidNoThanks):
            mother.was_tried(
                call(follow_up.id, AttemptOutcome.NO_ANSWER), on=WEDNESDAY_TEN.date()
            )
        assert follow_up.state is FollowUpState.STOPPED

    def test_has_no_follow_up_of_somebody_else(self, mother: Mother):
        """
        An id that is not hers is refused, and not taken for a new one.
        """
        with pytest.raises(FollowUpNotFound):
            mother.follow_up(SESSION)


class TestSession:
    def test_lets_two_hours_pass_before_a_message(self):
        """
        Many cancel just after they have missed; then no message has left yet.
        """
        assert HELD.contact_from == TUESDAY_NOON + timedelta(hours=2)
