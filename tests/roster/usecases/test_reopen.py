"""
A register that is opened again: what is told when it is closed anew, and what is kept.
"""

from collections import defaultdict

import pytest

from services.roster.domain.attendance import Outcome
from services.roster.domain.register_change import Act
from services.roster.storage.tables import attendances
from services.roster.usecases import queries
from shared.contracts.roster.attendance import (
    AttendanceCancelled,
    AttendanceCorrected,
    AttendanceExcusedLate,
    AttendanceMissed,
    AttendanceRecorded,
)
from shared.contracts.roster.sessions import SessionClosed, SessionReopened
from shared.kernel.refusal import StaleVersion
from tests.roster.book import TUESDAY, WEDNESDAY


def told_of(book):
    """
    Return for each mother what kinds of events have told of her, the oldest first.
    """
    found = defaultdict(list)
    for event in book.events():
        if hasattr(event, "session_ended_at") and hasattr(event, "mother_id"):
            found[event.mother_id].append(type(event))
    return found


class TestReopen:
    def test_is_told_once_and_tells_of_no_mother(self, book):
        """
        What may be wrong is known only when it is closed again.
        """
        nevra = book.mother()
        session_id = book.closed(TUESDAY)
        book.forget_events()

        session = book.reopen(session_id)

        [told] = book.announced()
        assert type(told.event) is SessionReopened
        assert told.version == session.version
        assert book.outcomes(session_id) == {nevra: None}

    def test_is_refused_to_one_who_saw_another_register(self, book):
        """
        A colleague has corrected a line since: perhaps nothing is wrong any more.
        """
        book.mother()
        session_id = book.closed(TUESDAY)

        with pytest.raises(StaleVersion):
            book.reopen(session_id, seen_version=1)


class TestCloseAgain:
    def test_tells_only_what_differs(self, book):
        """
        Came after all, cancelled after all, still missed, still came, not there after
        all, and one who was forgotten: each gets what she has not had.
        """
        names = ("came", "cancelled", "missed", "stayed", "gone")
        came, cancelled, missed, stayed, gone = map(book.mother, names)
        session_id = book.closed(TUESDAY, attended=[stayed, gone])
        guest = book.mother("guest", today=TUESDAY.replace(day=18))
        book.forget_events()

        book.reopen(session_id)
        book.mark(session_id, came)
        book.cancellation(session_id, cancelled, now=WEDNESDAY)
        book.unmark(session_id, gone)
        book.mark(session_id, guest)
        session = book.close(session_id, now=WEDNESDAY)

        assert told_of(book) == {
            came: [AttendanceCorrected],
            cancelled: [AttendanceExcusedLate],
            gone: [AttendanceCorrected],
            guest: [AttendanceRecorded],
        }
        corrected = {
            one.mother_id: (one.from_outcome, one.to_outcome)
            for one in book.events(AttendanceCorrected)
        }
        assert corrected == {came: ("missed", "attended"), gone: ("attended", "missed")}
        versions = [
            one.version
            for one in book.announced()
            if hasattr(one.event, "session_ended_at")
        ]
        assert versions == [3, 3, 3, 1]
        [again] = book.announced(SessionClosed)
        assert again.version == session.version
        assert (again.event.expected, again.event.missed) == (6, 2)
        assert book.outcomes(session_id)[missed] == "missed"

    def test_tells_nothing_of_mothers_when_nothing_was_wrong(self, book):
        """
        Closed, opened and closed twice over: each of them heard once.
        """
        nevra, efua = book.mother(), book.mother("Efua")
        session_id = book.session()
        book.cancellation(session_id, efua)
        book.close(session_id)

        for _ in range(2):
            book.reopen(session_id)
            book.close(session_id, now=WEDNESDAY)

        assert told_of(book) == {
            nevra: [AttendanceMissed],
            efua: [AttendanceCancelled],
        }
        versions = [one.version for one in book.announced(SessionClosed)]
        assert versions == sorted(set(versions))

    def test_tells_a_cancellation_at_once_where_a_miss_was_told(self, book):
        """
        It takes the follow-up away, also if nobody ever closes the register again; and
        it is not told a second time.
        """
        nevra = book.mother()
        session_id = book.closed(TUESDAY)
        book.reopen(session_id)
        book.forget_events()

        book.cancellation(session_id, nevra, received_at=WEDNESDAY, now=WEDNESDAY)
        at_once = told_of(book)
        book.close(session_id, now=WEDNESDAY)

        assert at_once == told_of(book) == {nevra: [AttendanceExcusedLate]}

    def test_keeps_the_miss_of_one_who_has_left_the_list(self, book):
        """
        She was expected that day; her no thanks does not make the book say otherwise.
        """
        nevra = book.mother()
        session_id = book.closed(TUESDAY)
        book.reopen(session_id)
        book.decline(nevra, said_on=TUESDAY.replace(day=18))

        open_again = book.outcomes(session_id)
        book.close(session_id, now=WEDNESDAY)

        assert open_again == {nevra: None}
        assert book.outcomes(session_id) == {nevra: "missed"}
        assert told_of(book)[nevra] == [AttendanceMissed]

    def test_is_corrected_like_any_other(self, book):
        """
        What was told last is what a correction names as the outcome before.
        """
        nevra = book.mother()
        session_id = book.closed(TUESDAY)
        book.reopen(session_id)
        book.mark(session_id, nevra)
        book.close(session_id, now=WEDNESDAY)
        book.reopen(session_id)
        book.mark(session_id, nevra, Outcome.EXCUSED)
        book.close(session_id, now=WEDNESDAY)

        steps = [
            (one.from_outcome, one.to_outcome)
            for one in book.events(AttendanceCorrected)
        ]
        assert steps == [("missed", "attended"), ("attended", "excused")]

    def test_stands_in_the_history_with_what_it_changed(self, book):
        """
        Opened, closed again, and the one line that is different.
        """
        nevra, efua = book.mother(), book.mother("Efua")
        session_id = book.closed(TUESDAY)
        book.reopen(session_id)
        book.mark(session_id, nevra)
        book.close(session_id, now=WEDNESDAY)

        seen = queries.register(session_id=session_id, uow=book.uow())

        told = {(one.act, one.mother_id, one.before, one.after) for one in seen.changes}
        assert told == {
            (Act.REOPENED, None, None, None),
            (Act.CLOSED_AGAIN, nevra, "missed", "attended"),
            (Act.CLOSED_AGAIN, None, None, None),
        }
        assert len(seen.changes) == len(told)
        assert efua in book.outcomes(session_id)


class TestRowsOfBefore:
    def test_count_as_told_in_a_closed_register(self, sqlite_book):
        """
        A register that an older release has closed does not say what was told.
        """
        book = sqlite_book
        nevra = book.mother()
        session_id = book.closed(TUESDAY)
        with book.engine.begin() as connection:
            connection.execute(attendances.update().values(told=None))
        book.forget_events()

        book.reopen(session_id)
        book.mark(session_id, nevra)
        book.close(session_id, now=WEDNESDAY)

        assert told_of(book) == {nevra: [AttendanceCorrected]}
