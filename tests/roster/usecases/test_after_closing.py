"""
What may still change when a register is closed, and who hears of it.
"""

from datetime import timedelta
from uuid import uuid4

import pytest

from services.roster.domain.attendance import Outcome
from services.roster.domain.errors import (
    CancellationTooLate,
    MotherAttended,
    MotherNotFound,
    NotInRegister,
    OutcomeAlreadyRecorded,
    SessionCancelled,
    SessionNotClosed,
)
from services.roster.domain.register_change import (
    Act,
    CancellationReason,
    CorrectionReason,
)
from services.roster.usecases import queries
from services.roster.usecases.cancel_session import cancel_session
from services.roster.usecases.correct_attendance import correct_attendance
from shared.contracts.roster import attendance, sessions
from shared.contracts.roster.attendance import (
    AttendanceCorrected,
    AttendanceExcusedLate,
)
from shared.kernel.refusal import StaleVersion
from tests.roster.book import A_WEEK, COORDINATOR, TUESDAY, TUESDAY_NOON, WEDNESDAY

EIGHT_DAYS_LATER = TUESDAY_NOON + timedelta(days=8)


def cancel_late(book, session_id, mother_id, *, at=WEDNESDAY):
    return book.cancellation(session_id, mother_id, received_at=at, now=at)


def correct(
    book,
    session_id,
    mother_id,
    to,
    *,
    reason=CorrectionReason.WRONG_ROW,
    seen_version=None,
):
    return correct_attendance(
        session_id=session_id,
        mother_id=mother_id,
        to=to,
        reason=reason,
        seen_version=seen_version,
        by=COORDINATOR,
        now=WEDNESDAY,
        uow=book.uow(),
    )


def cancel_whole(book, session_id, *, seen_version=None):
    return cancel_session(
        session_id=session_id,
        reason=CancellationReason.WEATHER,
        seen_version=seen_version,
        by=COORDINATOR,
        now=WEDNESDAY,
        uow=book.uow(),
    )


class TestLateCancellation:
    def test_turns_a_miss_into_contact_and_is_told_once(self, book):
        """
        She wrote on Wednesday; it may be entered twice, the follow-up goes once.
        """
        nevra = book.mother()
        session_id = book.closed(TUESDAY)
        book.forget_events()

        cancel_late(book, session_id, nevra)
        cancel_late(book, session_id, nevra)

        [told] = book.announced()
        assert isinstance(told.event, AttendanceExcusedLate)
        assert (told.event.mother_id, told.event.received_at) == (nevra, WEDNESDAY)
        assert told.version == 2
        assert book.outcomes(session_id) == {nevra: "cancelled_late"}

    def test_is_refused_where_there_is_nothing_to_cancel(self, book):
        """
        She was there; she was not expected; it came too late; nobody is called so.
        """
        nevra, efua = book.mother(), book.mother("Efua")
        session_id = book.closed(TUESDAY, attended=[nevra])
        newcomer = book.mother("Ama", today=TUESDAY + timedelta(days=1))
        book.forget_events()

        with pytest.raises(MotherAttended):
            cancel_late(book, session_id, nevra)
        with pytest.raises(NotInRegister):
            cancel_late(book, session_id, newcomer)
        with pytest.raises(CancellationTooLate):
            cancel_late(book, session_id, efua, at=EIGHT_DAYS_LATER)
        with pytest.raises(MotherNotFound):
            cancel_late(book, session_id, uuid4())

        assert book.events() == []


class TestCorrect:
    def test_tells_what_stood_there_what_stands_there_and_the_row(self, book):
        """
        A correction may take a miss away, and it may make one.
        """
        nevra, efua = book.mother(), book.mother("Efua")
        book.closed(TUESDAY - A_WEEK)
        session_id = book.closed(TUESDAY, attended=[efua])
        book.forget_events()

        correct(book, session_id, nevra, Outcome.ATTENDED)
        correct(book, session_id, efua, Outcome.MISSED)

        first, second = book.events(AttendanceCorrected)
        assert (first.mother_id, first.from_outcome) == (nevra, "missed")
        assert (first.to_outcome, first.missed_in_a_row) == ("attended", 0)
        assert (second.mother_id, second.from_outcome) == (efua, "attended")
        assert (second.to_outcome, second.missed_in_a_row) == ("missed", 2)
        assert [one.version for one in book.announced()] == [2, 2]

    def test_is_refused_when_nothing_is_to_be_corrected(self, book):
        """
        An open register is marked; what stands there already is no correction.
        """
        nevra = book.mother()
        open_session = book.session(TUESDAY - A_WEEK)
        session_id = book.closed(TUESDAY)

        with pytest.raises(SessionNotClosed):
            correct(book, open_session, nevra, Outcome.ATTENDED)
        with pytest.raises(OutcomeAlreadyRecorded) as refusal:
            correct(book, session_id, nevra, Outcome.MISSED)
        with pytest.raises(NotInRegister):
            correct(book, session_id, uuid4(), Outcome.ATTENDED)

        assert refusal.value.facts["state"] == "missed"


class TestHistory:
    def test_tells_what_happened_who_did_it_and_why(self, book):
        """
        A late cancellation, a correction and its undoing: each stands there for good,
        and none of it leaves the roster.
        """
        nevra = book.mother()
        session_id = book.closed(TUESDAY)
        came_late, taken_back = CorrectionReason.CAME_LATE, CorrectionReason.TAKEN_BACK

        cancel_late(book, session_id, nevra)
        correct(book, session_id, nevra, Outcome.ATTENDED, reason=came_late)
        correct(book, session_id, nevra, Outcome.CANCELLED, reason=taken_back)

        seen = queries.register(session_id=session_id, uow=book.uow())
        assert [
            (one.act, one.before, one.after, one.reason, one.version)
            for one in reversed(seen.changes)
        ] == [
            (Act.LATE_CANCELLATION, "missed", "cancelled_late", None, 2),
            (Act.CORRECTION, "cancelled_late", "attended", came_late, 3),
            (Act.CORRECTION, "attended", "cancelled", taken_back, 4),
        ]
        assert {(one.role, one.organisation, one.at) for one in seen.changes} == {
            (COORDINATOR.role, COORDINATOR.organisation, WEDNESDAY)
        }
        told = b"".join(book.bodies())
        assert not [one for one in (came_late, taken_back) if one.encode() in told]

    def test_of_a_refused_change_is_empty(self, book):
        """
        What did not happen is no history.
        """
        nevra = book.mother()
        session_id = book.closed(TUESDAY)

        with pytest.raises(StaleVersion):
            correct(book, session_id, nevra, Outcome.ATTENDED, seen_version=7)

        seen = queries.register(session_id=session_id, uow=book.uow())
        assert seen.changes == []


class TestCancelSession:
    def test_tells_whom_it_concerns_before_it_was_closed(self, book):
        """
        Everybody who is expected, and whoever has a mark besides.
        """
        nevra = book.mother()
        guest = book.mother("Soraya", group_id=book.new_group())
        session_id = book.session()
        book.mark(session_id, guest)
        book.forget_events()

        session = cancel_whole(book, session_id, seen_version=2)

        [told] = book.announced()
        assert isinstance(told.event, sessions.SessionCancelled)
        assert set(told.event.expected_mother_ids) == {nevra, guest}
        assert told.event.reason_code == "weather"
        assert told.event.decided_by == (COORDINATOR.role,)
        assert told.event.notice_hours == 0
        [kept] = queries.register(session_id=session_id, uow=book.uow()).changes
        assert (kept.act, kept.reason) == (Act.SESSION_CANCELLED, "weather")
        assert (kept.role, kept.at) == (COORDINATOR.role, WEDNESDAY)
        assert told.version == session.version

    def test_voids_every_line_of_a_closed_register(self, book):
        """
        Nobody can have missed what did not take place; later rows do not count it.
        """
        nevra = book.mother()
        session_id = book.closed(TUESDAY - A_WEEK)
        book.mother("Efua", today=TUESDAY)

        cancel_whole(book, session_id)
        book.closed(TUESDAY)

        [told] = book.events(sessions.SessionCancelled)
        assert told.expected_mother_ids == (nevra,)
        assert book.outcomes(session_id) == {nevra: "session_cancelled"}
        misses = book.events(attendance.AttendanceMissed)
        rows = [one.missed_in_a_row for one in misses if one.mother_id == nevra]
        assert rows == [1, 1]

    def test_is_refused_a_second_time_and_to_one_who_saw_an_older_register(self, book):
        """
        The present state is told with the refusal.
        """
        session_id, nevra = book.session(), book.mother()
        book.mark(session_id, nevra)

        with pytest.raises(StaleVersion):
            cancel_whole(book, session_id, seen_version=1)
        cancel_whole(book, session_id)
        with pytest.raises(SessionCancelled) as refusal:
            cancel_whole(book, session_id, seen_version=1)

        view = queries.session_view(session_id=session_id, uow=book.uow())
        assert refusal.value.facts == {
            "state": "cancelled",
            "version": view.session.version,
        }
        assert len(book.events(sessions.SessionCancelled)) == 1
