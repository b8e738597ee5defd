"""
What has happened is written down with the day on which it did, also afterwards.
"""

from datetime import date, datetime, timedelta

import pytest

from services.outreach.domain.agreement import AgreementKind
from services.outreach.domain.attempt import AttemptOutcome, Channel
from services.outreach.domain.errors import EnoughForToday, OlderThanHerWord
from services.outreach.usecases.ladder_queries import her_words
from services.outreach.usecases.log_attempt import log_attempt
from services.outreach.usecases.record_agreement import record_agreement
from services.outreach.usecases.take_back_attempt import take_back_attempt
from shared.contracts.outreach import NeutralTextWithdrawn
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid
from tests.outreach.desk import TUESDAY_NOON, TUESDAY_TEN, Desk, Guest, meeting

FRIDAY_TEN = TUESDAY_TEN + timedelta(days=3)
WEDNESDAY = TUESDAY_NOON + timedelta(days=1)


def call(
    desk: Desk,
    mother: Guest,
    outcome: AttemptOutcome = AttemptOutcome.NO_ANSWER,
    *,
    at: datetime | None = None,
    made_already: bool = True,
) -> None:
    log_attempt(
        follow_up_id=desk.mother(mother).newest_miss.id,
        channel=Channel.CALL,
        outcome=outcome,
        at=at,
        made_already=made_already,
        expected_version=None,
        by=Role.COORDINATOR,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


def say(desk: Desk, mother: Guest, kind: AgreementKind, *, on: date) -> None:
    record_agreement(
        mother_id=mother.id,
        kind=kind,
        said_on=on,
        heard_by=Role.COORDINATOR,
        now=desk.clock.now(),
        uow=desk.uow(),
    )


@pytest.fixture
def missed(quick_desk: Desk, mother: Guest) -> Desk:
    """
    Give the desk on a Tuesday at noon, when she is known to have missed.
    """
    quick_desk.hear(mother.committed())
    quick_desk.hear(mother.missed(meeting()))
    return quick_desk


class TestTextOfTheAfternoon:
    def test_is_taken_back_by_the_second_contact(self, missed: Desk, mother: Guest):
        """
        Two contacts a day, the automatic text among them: it counts as not sent.
        """
        call(missed, mother)
        assert missed.mother(mother).newest_miss.was_texted
        call(missed, mother)

        hers = missed.mother(mother)
        assert not hers.newest_miss.was_texted
        assert hers.contacts_on(date(2027, 3, 9), until=FRIDAY_TEN) == 2
        told = [e for e in missed.envelopes() if type(e.event) is NeutralTextWithdrawn]
        assert [one.event.mother_id for one in told] == [mother.id]
        assert told[0].event.reason == "enough_for_today"
        assert told[0].version <= hers.newest_miss.version

    def test_does_not_begin_after_two_contacts(self, missed: Desk, mother: Guest):
        """
        A second miss of the same day is told when she was called twice already.
        """
        call(missed, mother)
        call(missed, mother)

        missed.hear(mother.missed(meeting(), in_a_row=2))

        assert not any(f.was_texted for f in missed.mother(mother).open_follow_ups)

    def test_that_has_left_stays(self, missed: Desk, mother: Guest):
        """
        What has left cannot be taken back; nor does a call of the next day.
        """
        missed.clock.time = FRIDAY_TEN
        call(missed, mother)
        call(missed, mother)

        assert missed.mother(mother).newest_miss.was_texted
        assert "NeutralTextWithdrawn" not in missed.names()

    def test_brings_none_back_with_a_slip(self, missed: Desk, mother: Guest):
        """
        A text that was taken back must not come to life again (decision 0034).
        """
        call(missed, mother)
        call(missed, mother)
        slip = max(missed.mother(mother).newest_miss.made, key=lambda one: one.id)
        take_back_attempt(
            follow_up_id=slip.follow_up_id,
            attempt_id=slip.id,
            by=Role.COORDINATOR,
            now=missed.clock.now(),
            uow=missed.uow(),
        )

        assert not missed.mother(mother).newest_miss.was_texted


class TestAttempt:
    def test_counts_on_its_own_day(self, missed: Desk, mother: Guest):
        """
        Two calls of Wednesday leave room on Friday, and none on Wednesday.
        """
        missed.clock.time = FRIDAY_TEN
        for hour in (1, 2):
            at = WEDNESDAY + timedelta(hours=hour)
            call(missed, mother, at=at, made_already=False)

        with pytest.raises(EnoughForToday):
            call(missed, mother, at=WEDNESDAY, made_already=False)
        call(missed, mother, made_already=False)

        assert len(missed.mother(mother).newest_miss.made) == 3

    def test_is_a_slip_from_when_it_was_written_down(self, missed: Desk, mother: Guest):
        """
        A call of Wednesday that ended all can be undone on Friday, for ten minutes.
        """
        missed.clock.time = FRIDAY_TEN
        call(missed, mother, AttemptOutcome.COMING_NEXT, at=WEDNESDAY)
        (ended,) = missed.mother(mother).follow_ups.values()
        assert (ended.closed_at, ended.made[0].at) == (FRIDAY_TEN, WEDNESDAY)

        take_back_attempt(
            follow_up_id=ended.id,
            attempt_id=ended.made[0].id,
            by=Role.COORDINATOR,
            now=missed.clock.now(),
            uow=missed.uow(),
        )

        assert missed.mother(mother).newest_miss.made == []

    def test_is_about_what_she_had_missed_by_then(self, missed: Desk, mother: Guest):
        """
        A call of last week says nothing of the session of this week.
        """
        missed.clock.later(days=7)
        missed.hear(mother.missed(meeting(week=1), in_a_row=2))

        call(missed, mother, AttemptOutcome.JUST_HARD_TODAY, at=WEDNESDAY)

        (still_open,) = missed.mother(mother).open_follow_ups
        assert still_open.session_started_at == TUESDAY_TEN + timedelta(weeks=1)
        assert still_open.made == []

    @pytest.mark.parametrize(
        "at",
        [
            TUESDAY_NOON + timedelta(minutes=1),
            TUESDAY_TEN - timedelta(hours=1),
            TUESDAY_NOON - timedelta(days=61),
        ],
        ids=["to come", "before she missed", "long ago"],
    )
    def test_is_refused_for_a_time_that_cannot_be(
        self, missed: Desk, mother: Guest, at: datetime
    ):
        """
        Nothing that is still to come, nothing of before the miss, nothing long ago.
        """
        with pytest.raises(Invalid) as refused:
            call(missed, mother, at=at)

        assert refused.value.facts["errors"].keys() == {"at"}


class TestWord:
    def test_of_before_does_not_replace_a_newer_one(self, missed: Desk, mother: Guest):
        """
        Written down late, it is older all the same: also a no thanks, and also on a
        call of that day.
        """
        missed.clock.time = FRIDAY_TEN
        say(missed, mother, AgreementKind.KEEP_GOING, on=date(2027, 3, 11))
        wednesday = date(2027, 3, 10)

        for older in (AgreementKind.SAID_YES, AgreementKind.NO_THANKS):
            with pytest.raises(OlderThanHerWord):
                say(missed, mother, older, on=wednesday)
        with pytest.raises(OlderThanHerWord):
            call(missed, mother, AttemptOutcome.NO_THANKS, at=WEDNESDAY)

        assert missed.mother(mother).agreement.kind is AgreementKind.KEEP_GOING

    def test_of_the_same_day_holds_when_it_is_written_last(
        self, missed: Desk, mother: Guest
    ):
        """
        The day that she said it comes first, then the time at which it was written.
        """
        missed.clock.time = FRIDAY_TEN
        thursday = date(2027, 3, 11)
        say(missed, mother, AgreementKind.KEEP_GOING, on=thursday)
        say(missed, mother, AgreementKind.NO_THANKS, on=thursday)

        hers = her_words(mother_id=mother.id, now=FRIDAY_TEN, uow=missed.uow())
        assert [word.kind for word in hers.words] == [
            "no_thanks",
            "keep_going",
            "said_yes",
        ]

    @pytest.mark.parametrize("day", [date(2027, 3, 10), date(2027, 1, 7)])
    def test_is_of_a_day_of_late(self, missed: Desk, mother: Guest, day: date):
        """
        Not of tomorrow, and not of a time that nobody remembers.
        """
        with pytest.raises(Invalid):
            say(missed, mother, AgreementKind.NO_THANKS, on=day)
