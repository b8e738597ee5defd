"""
What the roster promises about a session and its register.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID, uuid4

import pytest

from services.roster.domain.attendance import Outcome
from services.roster.domain.errors import (
    CancellationTooLate,
    MotherAttended,
    NotInRegister,
    OutcomeAlreadyRecorded,
    SessionAlreadyClosed,
    SessionCancelled,
    SessionNotClosed,
    SessionNotStarted,
)
from services.roster.domain.register import SessionState
from services.roster.domain.session import Session
from shared.kernel.refusal import Invalid, StaleVersion

TUESDAY_TEN = datetime(2026, 11, 17, 9, tzinfo=UTC)
TUESDAY_NOON = TUESDAY_TEN + timedelta(hours=2)
AN_HOUR_BEFORE = TUESDAY_TEN - timedelta(hours=1)
HALF_PAST_TEN = TUESDAY_TEN + timedelta(minutes=30)
WEDNESDAY = TUESDAY_NOON + timedelta(days=1)
SEVEN_DAYS_AFTER = TUESDAY_NOON + timedelta(days=7)
A_MINUTE = timedelta(minutes=1)

NEVRA = UUID("00000000-0000-7000-8000-000000000001")
MARTYNA = UUID("00000000-0000-7000-8000-000000000002")
EFUA = UUID("00000000-0000-7000-8000-000000000003")


def planned(**told):
    session = {
        "id": uuid4(),
        "group_id": uuid4(),
        "starts_at": TUESDAY_TEN,
        "ends_at": TUESDAY_NOON,
    }
    return Session(**session | told)


def closed(*, attended=(), missed=()):
    session = planned()
    for mother_id in attended:
        session.mark(mother_id=mother_id, outcome=Outcome.ATTENDED, at=HALF_PAST_TEN)
    session.close(expected=frozenset(missed) | frozenset(attended), at=TUESDAY_NOON)
    return session


def cancel_late(session, mother_id, *, received_at=WEDNESDAY):
    return session.cancel_late(
        mother_id=mother_id, received_at=received_at, channel="sms", at=WEDNESDAY
    )


def take_cancellation(session, mother_id, *, received_at):
    return session.take_cancellation(
        mother_id=mother_id, received_at=received_at, channel="call", at=HALF_PAST_TEN
    )


def unmark(session, mother_id, *, seen_version=None):
    return session.unmark(
        mother_id=mother_id, seen_version=seen_version, at=HALF_PAST_TEN
    )


def correct(session, mother_id, *, to, seen_version=None, at=WEDNESDAY):
    return session.correct(mother_id=mother_id, to=to, seen_version=seen_version, at=at)


class TestSession:
    def test_ends_after_it_starts(self):
        """
        A session that ends before it starts is a slip of the pen.
        """
        with pytest.raises(Invalid) as refusal:
            planned(ends_at=TUESDAY_TEN)

        assert list(refusal.value.facts["errors"]) == ["ends_at"]

    def test_has_a_theme_of_one_line(self):
        """
        The theme is shown in the calendar as it is written.
        """
        assert planned(theme=" søvn ").theme == "søvn"
        with pytest.raises(Invalid):
            planned(theme="søvn\n\nog mad")


class TestMark:
    @pytest.mark.parametrize("outcome", [Outcome.ATTENDED, Outcome.EXCUSED])
    def test_writes_the_outcome_down(self, outcome):
        """
        One tap in the register is the first version of that line.
        """
        session = planned()

        line = session.mark(mother_id=NEVRA, outcome=outcome, at=HALF_PAST_TEN)

        assert line == session.attendances[NEVRA]
        assert (line.outcome, line.version) == (outcome, 1)
        assert (line.recorded_at, line.received_at) == (HALF_PAST_TEN, None)

    def test_changes_nothing_when_tapped_twice(self):
        """
        A tap on a poor line may be sent again.
        """
        session = planned()
        session.mark(mother_id=NEVRA, outcome=Outcome.ATTENDED, at=HALF_PAST_TEN)
        version = session.version

        again = session.mark(mother_id=NEVRA, outcome=Outcome.ATTENDED, at=WEDNESDAY)

        assert again is None
        assert session.version == version
        assert session.attendances[NEVRA].recorded_at == HALF_PAST_TEN

    def test_lets_the_last_mark_hold(self):
        """
        She cancelled and came all the same: the register says that she was there, and
        keeps when she cancelled, in case it was the wrong row that was tapped.
        """
        session = planned()
        take_cancellation(session, NEVRA, received_at=AN_HOUR_BEFORE)

        line = session.mark(mother_id=NEVRA, outcome=Outcome.ATTENDED, at=HALF_PAST_TEN)

        assert (line.outcome, line.version) == (Outcome.ATTENDED, 2)
        assert (line.received_at, line.channel) == (AN_HOUR_BEFORE, "call")

    @pytest.mark.parametrize(
        "outcome",
        [
            Outcome.CANCELLED,
            Outcome.CANCELLED_LATE,
            Outcome.MISSED,
            Outcome.SESSION_CANCELLED,
        ],
    )
    def test_refuses_what_nobody_marks_by_hand(self, outcome):
        """
        Rule 9: only closing says that a mother missed, so no false miss is tapped. A
        cancellation comes with the time at which it reached us.
        """
        with pytest.raises(Invalid):
            planned().mark(mother_id=NEVRA, outcome=outcome, at=HALF_PAST_TEN)


class TestTakeCancellation:
    @pytest.mark.parametrize(
        ("received_at", "outcome"),
        [
            (AN_HOUR_BEFORE, Outcome.CANCELLED),
            (TUESDAY_TEN - A_MINUTE, Outcome.CANCELLED),
            (TUESDAY_TEN, Outcome.CANCELLED_LATE),
            (HALF_PAST_TEN, Outcome.CANCELLED_LATE),
        ],
    )
    def test_is_late_from_the_start_on(self, received_at, outcome):
        """
        When it reached us decides, not when somebody found the time to write it down.
        """
        line = take_cancellation(planned(), NEVRA, received_at=received_at)

        assert line.outcome is outcome
        assert (line.received_at, line.channel) == (received_at, "call")

    def test_changes_nothing_when_it_arrives_twice(self):
        """
        Rule 1: a cancellation may arrive twice; the result is the same.
        """
        session = planned()
        first = take_cancellation(session, NEVRA, received_at=AN_HOUR_BEFORE)

        again = take_cancellation(session, NEVRA, received_at=HALF_PAST_TEN)

        assert again is None
        assert session.attendances[NEVRA] == first

    def test_counts_the_earlier_of_two_in_any_order(self):
        """
        The call that was heard last may be the one that came first.
        """
        session = planned()
        take_cancellation(session, NEVRA, received_at=HALF_PAST_TEN)

        line = take_cancellation(session, NEVRA, received_at=AN_HOUR_BEFORE)

        assert (line.outcome, line.version) == (Outcome.CANCELLED, 2)

    def test_over_a_mark_counts_from_when_it_first_reached_us(self):
        """
        She cancelled in time, was tapped as attended by mistake, and is put right now.
        """
        session = planned()
        take_cancellation(session, NEVRA, received_at=AN_HOUR_BEFORE)
        session.mark(mother_id=NEVRA, outcome=Outcome.ATTENDED, at=HALF_PAST_TEN)

        line = take_cancellation(session, NEVRA, received_at=HALF_PAST_TEN)

        assert (line.outcome, line.version) == (Outcome.CANCELLED, 3)
        assert line.received_at == AN_HOUR_BEFORE


class TestUnmark:
    def test_leaves_the_line_as_if_nobody_had_written(self):
        """
        A wrong tap is undone, not confirmed beforehand.
        """
        session = planned()
        line = session.mark(mother_id=NEVRA, outcome=Outcome.ATTENDED, at=HALF_PAST_TEN)

        assert unmark(session, NEVRA, seen_version=line.version) is None
        assert session.attendances == {}

    def test_lets_a_cancellation_below_the_mark_stand_again(self):
        """
        Rule 1: the wrong row was tapped over a cancellation, and tapped back.
        """
        session = planned()
        take_cancellation(session, NEVRA, received_at=AN_HOUR_BEFORE)
        session.mark(mother_id=NEVRA, outcome=Outcome.ATTENDED, at=HALF_PAST_TEN)
        session.mark(mother_id=NEVRA, outcome=Outcome.EXCUSED, at=HALF_PAST_TEN)

        line = unmark(session, NEVRA)
        [closed_line] = session.close(expected=frozenset({NEVRA}), at=TUESDAY_NOON)

        assert (line.outcome, line.version) == (Outcome.CANCELLED, 4)
        assert (line.received_at, line.channel) == (AN_HOUR_BEFORE, "call")
        assert closed_line == line

    def test_takes_a_cancellation_itself_back_for_good(self):
        """
        It was the wrong mother who was said to have cancelled.
        """
        session = planned()
        take_cancellation(session, NEVRA, received_at=AN_HOUR_BEFORE)

        assert unmark(session, NEVRA) is None
        assert session.attendances == {}

    def test_refuses_to_take_back_what_a_colleague_has_tapped_since(self):
        """
        On the page that is open here she is marked as attended; she has cancelled.
        """
        session = planned()
        session.mark(mother_id=NEVRA, outcome=Outcome.ATTENDED, at=HALF_PAST_TEN)
        take_cancellation(session, NEVRA, received_at=AN_HOUR_BEFORE)

        with pytest.raises(StaleVersion) as refusal:
            unmark(session, NEVRA, seen_version=1)

        assert refusal.value.facts == {"state": "cancelled", "version": 2}
        assert session.attendances[NEVRA].outcome is Outcome.CANCELLED

    def test_does_not_start_the_count_again(self):
        """
        Others may have heard of the mark; what comes after must be newer than it.
        """
        session = planned()
        take_cancellation(session, NEVRA, received_at=AN_HOUR_BEFORE)
        unmark(session, NEVRA)

        line = session.mark(mother_id=NEVRA, outcome=Outcome.ATTENDED, at=HALF_PAST_TEN)

        assert line.version == 3
        assert session.taken_back == {}

    def test_refuses_when_nothing_is_marked(self):
        """
        Nothing is done in silence.
        """
        with pytest.raises(NotInRegister) as refusal:
            unmark(planned(), NEVRA)

        assert refusal.value.facts["state"] == "planned"


class TestClose:
    def test_writes_one_outcome_for_every_expected_mother(self):
        """
        Rule 9: nobody is left open, and nobody is written down twice.
        """
        session = planned()
        session.mark(mother_id=MARTYNA, outcome=Outcome.ATTENDED, at=HALF_PAST_TEN)

        lines = session.close(
            expected=frozenset({NEVRA, MARTYNA, EFUA}), at=TUESDAY_NOON
        )

        assert [(line.mother_id, line.outcome, line.version) for line in lines] == [
            (NEVRA, Outcome.MISSED, 1),
            (MARTYNA, Outcome.ATTENDED, 1),
            (EFUA, Outcome.MISSED, 1),
        ]
        assert (session.state, session.closed_at) == (SessionState.CLOSED, TUESDAY_NOON)

    @pytest.mark.parametrize("received_at", [AN_HOUR_BEFORE, HALF_PAST_TEN])
    def test_leaves_a_mother_that_cancelled_as_cancelled(self, received_at):
        """
        Rule 1: cancelling, even an hour before or after the start, is contact and is
        never missed.
        """
        session = planned()
        cancelled = take_cancellation(session, NEVRA, received_at=received_at)

        assert session.close(expected=frozenset({NEVRA}), at=TUESDAY_NOON) == [
            cancelled
        ]

    def test_leaves_out_a_mother_that_was_not_expected(self):
        """
        Paused or gone mothers get no miss, and with it no follow-up.
        """
        assert planned().close(expected=frozenset(), at=TUESDAY_NOON) == []

    def test_keeps_a_guest_that_was_there(self):
        """
        Who came is written down, whether she was expected or not.
        """
        session = planned()
        guest = session.mark(mother_id=EFUA, outcome=Outcome.ATTENDED, at=HALF_PAST_TEN)

        assert session.close(expected=frozenset(), at=TUESDAY_NOON) == [guest]

    def test_counts_on_after_a_mark_that_was_taken_back(self):
        """
        The miss must be newer than the mark that others may have heard of.
        """
        session = planned()
        session.mark(mother_id=NEVRA, outcome=Outcome.ATTENDED, at=HALF_PAST_TEN)
        unmark(session, NEVRA)

        (line,) = session.close(expected=frozenset({NEVRA}), at=TUESDAY_NOON)

        assert (line.outcome, line.version) == (Outcome.MISSED, 3)

    def test_refuses_before_the_start(self):
        """
        Nobody can have missed what has not begun.
        """
        session = planned()

        with pytest.raises(SessionNotStarted) as refusal:
            session.close(expected=frozenset({NEVRA}), at=TUESDAY_TEN - A_MINUTE)

        assert refusal.value.facts == {"state": "planned", "version": 1}
        assert session.attendances == {}

    def test_refuses_a_second_time(self):
        """
        A second close would announce misses twice.
        """
        session = closed(missed=[NEVRA])

        with pytest.raises(SessionAlreadyClosed) as refusal:
            session.close(expected=frozenset({NEVRA}), at=WEDNESDAY)

        assert refusal.value.facts == {"state": "closed", "version": session.version}

    def test_refuses_a_cancelled_session(self):
        """
        What did not take place was missed by nobody.
        """
        session = planned()
        session.cancel(at=AN_HOUR_BEFORE)

        with pytest.raises(SessionCancelled) as refusal:
            session.close(expected=frozenset({NEVRA}), at=TUESDAY_NOON)

        assert refusal.value.facts == {"state": "cancelled", "version": 2}

    def test_ends_marking(self):
        """
        What is closed is corrected, with the outcome before, and not marked over.
        """
        session = closed(attended=[NEVRA])

        with pytest.raises(SessionAlreadyClosed):
            session.mark(mother_id=NEVRA, outcome=Outcome.EXCUSED, at=WEDNESDAY)
        with pytest.raises(SessionAlreadyClosed):
            take_cancellation(session, NEVRA, received_at=AN_HOUR_BEFORE)
        with pytest.raises(SessionAlreadyClosed):
            unmark(session, NEVRA)


class TestCancelLate:
    def test_turns_a_miss_into_contact(self):
        """
        Rule 1: it withdraws the follow-up that the miss has caused.
        """
        session = closed(missed=[NEVRA])

        line = cancel_late(session, NEVRA)

        assert line == session.attendances[NEVRA]
        assert (line.outcome, line.version) == (Outcome.CANCELLED_LATE, 2)
        assert (line.received_at, line.channel) == (WEDNESDAY, "sms")

    def test_changes_nothing_when_it_arrives_twice(self):
        """
        Rule 1: it may arrive twice; the result is the same.
        """
        session = closed(missed=[NEVRA])
        first = cancel_late(session, NEVRA)
        version = session.version

        assert cancel_late(session, NEVRA) is None
        assert session.attendances[NEVRA] == first
        assert session.version == version

    def test_changes_nothing_when_it_came_before_the_miss(self):
        """
        Rule 1: it may arrive before the miss itself, and then there is none.
        """
        session = planned()
        take_cancellation(session, NEVRA, received_at=HALF_PAST_TEN)
        session.close(expected=frozenset({NEVRA}), at=TUESDAY_NOON)

        assert cancel_late(session, NEVRA) is None

    def test_leaves_an_excused_mother_excused(self):
        """
        Being excused is contact already, so there is no miss to turn.
        """
        session = closed(missed=[NEVRA])
        correct(session, NEVRA, to=Outcome.EXCUSED, at=TUESDAY_NOON)

        assert cancel_late(session, NEVRA) is None

    def test_is_taken_up_to_seven_days_after_the_session(self):
        """
        What counts is when it reached us: a coordinator who was ill enters it later.
        """
        session = closed(missed=[NEVRA])

        assert cancel_late(session, NEVRA, received_at=SEVEN_DAYS_AFTER) is not None

    def test_is_refused_later_than_seven_days(self):
        """
        By then the next session has been, and what is wrong is corrected by hand.
        """
        session = closed(missed=[NEVRA])

        with pytest.raises(CancellationTooLate) as refusal:
            cancel_late(session, NEVRA, received_at=SEVEN_DAYS_AFTER + A_MINUTE)

        assert refusal.value.facts == {"state": "missed", "version": 1}

    def test_is_refused_for_a_mother_that_was_there(self):
        """
        One of the two is wrong, and a person must say which.
        """
        session = closed(attended=[NEVRA])

        with pytest.raises(MotherAttended) as refusal:
            cancel_late(session, NEVRA)

        assert refusal.value.facts == {"state": "attended", "version": 1}

    def test_is_refused_while_the_register_is_open(self):
        """
        Then it is a mark, and no miss has been announced.
        """
        with pytest.raises(SessionNotClosed) as refusal:
            cancel_late(planned(), NEVRA)

        assert refusal.value.facts == {"state": "planned", "version": 1}

    def test_is_refused_for_a_cancelled_session(self):
        """
        There is nothing left to cancel.
        """
        session = closed(missed=[NEVRA])
        session.cancel(at=WEDNESDAY)

        with pytest.raises(SessionCancelled):
            cancel_late(session, NEVRA)

    def test_is_refused_for_a_mother_that_is_not_in_the_register(self):
        """
        She was not expected, so she has missed nothing.
        """
        with pytest.raises(NotInRegister) as refusal:
            cancel_late(closed(missed=[NEVRA]), EFUA)

        assert refusal.value.facts["state"] == "closed"


CORRECTABLE = [Outcome.ATTENDED, Outcome.CANCELLED, Outcome.EXCUSED, Outcome.MISSED]


class TestCorrect:
    @pytest.mark.parametrize(("before", "to"), list(permutations(CORRECTABLE, 2)))
    def test_goes_from_any_outcome_to_any_other(self, before, to):
        """
        A register is written with a baby on the arm; every slip can be put right.
        """
        session = closed(missed=[NEVRA])
        session.attendances[NEVRA] = replace(session.attendances[NEVRA], outcome=before)

        was, line = correct(session, NEVRA, to=to)

        assert (was, line.outcome) == (before, to)
        assert (line.version, line.recorded_at) == (2, WEDNESDAY)
        assert session.attendances[NEVRA] == line

    def test_keeps_when_it_reached_us_only_as_long_as_it_is_a_cancellation(self):
        """
        She was there after all: then there is no cancellation to tell of.
        """
        session = closed(missed=[NEVRA])
        cancel_late(session, NEVRA)

        _, cancelled = correct(session, NEVRA, to=Outcome.CANCELLED)
        _, attended = correct(session, NEVRA, to=Outcome.ATTENDED)

        assert (cancelled.received_at, cancelled.channel) == (WEDNESDAY, "sms")
        assert (attended.received_at, attended.channel) == (None, None)

    def test_refuses_the_outcome_that_stands_there(self):
        """
        Of two people who correct the same line the second shall see that it is done.
        """
        session = closed(attended=[NEVRA])

        with pytest.raises(OutcomeAlreadyRecorded) as refusal:
            correct(session, NEVRA, to=Outcome.ATTENDED)

        assert refusal.value.facts == {"state": "attended", "version": 1}

    def test_refuses_to_write_over_a_correction_that_was_not_seen(self):
        """
        One has put her down as attended; the other, who still sees the miss, excuses.
        """
        session = closed(missed=[NEVRA])
        correct(session, NEVRA, to=Outcome.ATTENDED, seen_version=1)

        with pytest.raises(StaleVersion) as refusal:
            correct(session, NEVRA, to=Outcome.EXCUSED, seen_version=1)

        assert refusal.value.facts == {"state": "attended", "version": 2}
        assert session.attendances[NEVRA].outcome is Outcome.ATTENDED

    @pytest.mark.parametrize("to", [Outcome.CANCELLED_LATE, Outcome.SESSION_CANCELLED])
    def test_refuses_what_is_not_a_correction(self, to):
        """
        A late cancellation has a time and a channel; a session is cancelled for all.
        """
        with pytest.raises(Invalid):
            correct(closed(missed=[NEVRA]), NEVRA, to=to)

    def test_refuses_a_mother_that_is_not_in_the_register(self):
        """
        Rule 9 gave a line to every expected mother; she was not expected.
        """
        with pytest.raises(NotInRegister):
            correct(closed(), EFUA, to=Outcome.ATTENDED)

    def test_refuses_an_open_register(self):
        """
        What is open is marked, and nothing has been announced yet.
        """
        with pytest.raises(SessionNotClosed):
            correct(planned(), NEVRA, to=Outcome.ATTENDED)


class TestCancel:
    def test_voids_every_line_of_a_closed_register(self):
        """
        Nobody can have missed what did not take place: every follow-up falls away.
        """
        session = closed(attended=[MARTYNA], missed=[NEVRA])

        lines = session.cancel(at=WEDNESDAY)

        assert [(line.mother_id, line.outcome, line.version) for line in lines] == [
            (NEVRA, Outcome.SESSION_CANCELLED, 2),
            (MARTYNA, Outcome.SESSION_CANCELLED, 2),
        ]
        assert session.state is SessionState.CANCELLED

    def test_voids_the_marks_of_an_open_register(self):
        """
        A mother that cancelled beforehand has cancelled nothing in the end; what she
        said stays below.
        """
        session = planned()
        take_cancellation(session, NEVRA, received_at=AN_HOUR_BEFORE)

        (line,) = session.cancel(at=AN_HOUR_BEFORE)

        assert line.outcome is Outcome.SESSION_CANCELLED
        assert line.voided is Outcome.CANCELLED

    def test_refuses_a_second_time(self):
        """
        A second one would announce it twice.
        """
        session = planned()
        session.cancel(at=AN_HOUR_BEFORE)

        with pytest.raises(SessionCancelled):
            session.cancel(at=TUESDAY_TEN)

    def test_ends_marking(self):
        """
        There is no register to mark in.
        """
        session = planned()
        session.cancel(at=AN_HOUR_BEFORE)

        with pytest.raises(SessionCancelled):
            session.mark(mother_id=NEVRA, outcome=Outcome.ATTENDED, at=TUESDAY_TEN)
