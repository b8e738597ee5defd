"""
What keeping a register promises, from the first mark to the close.
"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from eventlet import patcher

from services.roster.domain.attendance import Outcome
from services.roster.domain.errors import (
    MotherNotFound,
    NotInRegister,
    SessionAlreadyClosed,
    SessionNotFound,
    SessionNotStarted,
)
from services.roster.usecases import queries
from services.roster.usecases.mark_attendance import mark_attendance
from shared.contracts.roster.attendance import (
    AttendanceCancelled,
    AttendanceMissed,
    AttendanceRecorded,
)
from shared.contracts.roster.sessions import SessionClosed, SessionOpened
from shared.db.engine import make_engine
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid, StaleVersion
from tests.roster.book import (
    A_WEEK,
    AN_HOUR_BEFORE,
    TUESDAY,
    TUESDAY_NOON,
    TUESDAY_TEN,
    Book,
)

# Real threads: a database driver that waits for a row stops all green ones.
THREADS = patcher.original("threading")
HALF_PAST_TEN = TUESDAY_TEN + timedelta(minutes=30)
LAST_WEEK = TUESDAY - A_WEEK
TWO_WEEKS_AGO = TUESDAY - 2 * A_WEEK


class TestMark:
    def test_is_kept_and_announces_nothing_of_her(self, book):
        """
        It may be taken back as long as the register is open. That somebody is there
        tells that the session has begun.
        """
        session_id, nevra, efua = book.session(), book.mother(), book.mother("Efua")
        book.forget_events()

        book.mark(session_id, nevra)
        book.mark(session_id, nevra)

        assert book.outcomes(session_id) == {nevra: "attended", efua: None}
        assert [type(told) for told in book.events()] == [SessionOpened]

    def test_opens_the_session_once_with_the_first_who_is_there(self, book):
        """
        Not with an excuse, and not anew when a mark is taken back; it tells no mother.
        """
        session_id, nevra, efua = book.session(), book.mother(), book.mother("Efua")
        book.mark(session_id, efua, Outcome.EXCUSED)
        nothing = book.events(SessionOpened)

        mark_attendance(
            session_id=session_id,
            mother_id=nevra,
            outcome=Outcome.ATTENDED,
            by=Role.PAEDAGOG,
            now=TUESDAY_TEN,
            uow=book.uow(),
        )
        book.unmark(session_id, nevra)
        book.mark(session_id, nevra)

        (told,) = book.announced(SessionOpened)
        assert nothing == []
        assert (told.event.opened_by_role, told.time) == (
            "paedagog",
            TUESDAY_TEN,
        )
        assert str(nevra) not in str(told.event)

    def test_of_one_person_survives_that_of_another(self, book):
        """
        Two people have the register open, and neither has seen the other's mark.
        """
        session_id, nevra, efua = book.session(), book.mother(), book.mother("Efua")

        book.mark(session_id, nevra)
        book.mark(session_id, efua, Outcome.EXCUSED)

        assert book.outcomes(session_id) == {nevra: "attended", efua: "excused"}

    def test_made_at_the_same_moment_waits_and_is_kept(self, book, database_url):
        """
        A colleague's tap arrives while the first is being written; both stand.
        """
        session_id, nevra, efua = book.session(), book.mother(), book.mother("Efua")
        colleague = Book(make_engine(database_url))
        tap = THREADS.Thread(target=colleague.mark, args=(session_id, efua))

        with book.uow() as uow:
            session = uow.sessions.get(session_id)
            tap.start()
            tap.join(timeout=0.3)
            has_waited = tap.is_alive()
            session.mark(mother_id=nevra, outcome=Outcome.ATTENDED, at=TUESDAY_TEN)
            uow.sessions.save(session)
            uow.commit()
        tap.join()
        colleague.engine.dispose()

        assert has_waited
        assert book.outcomes(session_id) == {nevra: "attended", efua: "attended"}

    def test_taken_back_leaves_its_version_behind(self, book):
        """
        A new mark must be newer than the one that others may have heard of.
        """
        session_id, nevra = book.session(), book.mother()
        book.mark(session_id, nevra)

        book.unmark(session_id, nevra)
        empty = book.outcomes(session_id)
        again = book.mark(session_id, nevra)

        assert empty == {nevra: None}
        assert again.attendances[nevra].version == 3

    def test_is_refused_for_what_is_not_there(self, book):
        """
        An unknown session, an unknown mother, a mark that nobody made.
        """
        session_id, nevra = book.session(), book.mother()

        with pytest.raises(SessionNotFound):
            book.mark(uuid4(), nevra)
        with pytest.raises(MotherNotFound):
            book.mark(session_id, uuid4())
        with pytest.raises(NotInRegister):
            book.unmark(session_id, nevra)


class TestCancellation:
    def test_before_the_start_and_after_it_are_told_apart(self, book):
        """
        When it reached us decides, not when it was written down.
        """
        session_id, nevra, efua = book.session(), book.mother(), book.mother("Efua")

        book.cancellation(session_id, nevra, received_at=AN_HOUR_BEFORE)
        book.cancellation(session_id, efua, received_at=HALF_PAST_TEN)

        assert book.outcomes(session_id) == {
            nevra: "cancelled",
            efua: "cancelled_late",
        }

    def test_is_refused_when_it_has_yet_to_come(self, book):
        """
        A wrong year must not make tomorrow's message today's.
        """
        session_id, nevra = book.session(), book.mother()

        with pytest.raises(Invalid):
            book.cancellation(
                session_id, nevra, received_at=TUESDAY_NOON + timedelta(minutes=1)
            )


class TestClose:
    def test_gives_every_expected_mother_one_outcome_and_tells_each(self, book):
        """
        Attended, excused, cancelled, cancelled late and missed: five events and one.
        """
        names = ("Nevra", "Efua", "Martyna", "Soraya", "Ama")
        nevra, efua, martyna, soraya, ama = (book.mother(name) for name in names)
        session_id = book.session()
        book.mark(session_id, nevra)
        book.mark(session_id, efua, Outcome.EXCUSED)
        book.cancellation(session_id, martyna, received_at=AN_HOUR_BEFORE)
        book.cancellation(session_id, soraya, received_at=HALF_PAST_TEN)
        book.forget_events()

        book.close(session_id)

        recorded = book.events(AttendanceRecorded)
        cancelled = book.events(AttendanceCancelled)
        [missed] = book.announced(AttendanceMissed)
        [closed] = book.announced(SessionClosed)
        assert {(one.mother_id, one.outcome) for one in recorded} == {
            (nevra, "attended"),
            (efua, "excused"),
        }
        assert {(one.mother_id, one.before_start) for one in cancelled} == {
            (martyna, True),
            (soraya, False),
        }
        assert (missed.event.mother_id, missed.version) == (ama, 1)
        assert missed.event.session_started_at == TUESDAY_TEN
        assert missed.event.session_ended_at == TUESDAY_NOON
        counts = closed.event
        assert (counts.expected, counts.attended) == (5, 1)
        assert (counts.cancelled, counts.missed) == (2, 1)
        assert closed.version == 7
        assert len(book.events()) == 6

    def test_counts_the_misses_in_a_row_and_knows_a_first_visit(self, book):
        """
        A cancellation is contact and ends the row; the present miss counts.
        """
        nevra, efua, ama = (book.mother(name) for name in ("Nevra", "Efua", "Ama"))
        book.closed(TWO_WEEKS_AGO, cancelled=[efua], attended=[ama])
        book.closed(LAST_WEEK, attended=[ama])
        book.forget_events()

        book.closed(TUESDAY, attended=[ama])

        misses = {
            one.mother_id: (one.missed_in_a_row, one.first_visit)
            for one in book.events(AttendanceMissed)
        }
        [came] = book.events(AttendanceRecorded)
        assert misses == {nevra: (3, True), efua: (2, True)}
        assert (came.mother_id, came.first_visit) == (ama, False)

    def test_counts_only_what_came_before_when_an_old_register_is_closed(self, book):
        """
        The paper of last week is typed in after this week's register.
        """
        nevra = book.mother()
        book.closed(TUESDAY)
        book.forget_events()

        book.closed(LAST_WEEK)

        [miss] = book.events(AttendanceMissed)
        assert (miss.mother_id, miss.missed_in_a_row) == (nevra, 1)

    def test_expects_nobody_before_she_said_yes_or_was_listed(self, book):
        """
        And nobody who has said no thanks, or belongs to another group.
        """
        nevra = book.mother("Nevra", said_yes_on=TUESDAY, today=TUESDAY)
        book.mother("Efua", today=TUESDAY + timedelta(days=1))
        book.mother("Ama", said_yes_on=date(2026, 11, 18), today=date(2026, 11, 18))
        book.mother("Soraya", group_id=book.new_group())
        declined = book.mother("Martyna")
        book.decline(declined, said_on=TUESDAY)

        session_id = book.closed(TUESDAY)

        assert book.outcomes(session_id) == {nevra: "missed"}

    def test_counts_a_mother_who_came_though_nobody_expected_her(self, book):
        """
        Whoever is in the room is in the register.
        """
        guest = book.mother("Soraya", group_id=book.new_group())

        session_id = book.closed(TUESDAY, attended=[guest])

        assert book.outcomes(session_id) == {guest: "attended"}

    def test_is_refused_before_the_start_a_second_time_and_when_outdated(self, book):
        """
        Nobody hears twice, and nobody counts a mother as missed whom another marked.
        """
        session_id, nevra = book.session(), book.mother()
        book.mark(session_id, nevra)

        with pytest.raises(SessionNotStarted):
            book.close(session_id, now=AN_HOUR_BEFORE)
        with pytest.raises(StaleVersion) as stale:
            book.close(session_id, seen_version=1)
        book.close(session_id, seen_version=2)
        with pytest.raises(SessionAlreadyClosed) as refusal:
            book.close(session_id, seen_version=2)

        assert stale.value.facts == {"version": 2, "state": "planned"}
        assert refusal.value.facts["state"] == "closed"
        assert len(book.events(SessionClosed)) == 1

    def test_waits_for_a_cancellation_that_is_being_written(self, book, database_url):
        """
        Rule 1: whoever closes at that very moment makes no miss of it.
        """
        session_id, nevra, efua = book.session(), book.mother(), book.mother("Efua")
        colleague = Book(make_engine(database_url))
        close = THREADS.Thread(target=colleague.close, args=(session_id,))

        with book.uow() as uow:
            session = uow.sessions.get(session_id)
            close.start()
            close.join(timeout=0.3)
            has_waited = close.is_alive()
            session.take_cancellation(
                mother_id=nevra,
                received_at=AN_HOUR_BEFORE,
                channel="text",
                at=TUESDAY_TEN,
            )
            uow.sessions.save(session)
            uow.commit()
        close.join()
        colleague.engine.dispose()

        assert has_waited
        assert book.outcomes(session_id) == {nevra: "cancelled", efua: "missed"}

    @pytest.mark.parametrize("number", [3, 20])
    def test_costs_the_same_number_of_statements_for_any_number(self, book, number):
        """
        A full room is closed as quickly as an empty one. PostgreSQL is asked all that
        is to be known in one message, and told all that is written in another.
        """
        mothers = [book.mother(f"Mor {chr(65 + index)}") for index in range(number)]
        book.closed(LAST_WEEK, attended=mothers[::2])
        session_id = book.session()

        with book.statements() as sent:
            book.close(session_id)

        reading = [one for one in sent if one.startswith(("SELECT", "WITH"))]
        writing = [one for one in sent if one.startswith("INSERT")]
        on_server = book.engine.dialect.name == "postgresql"
        assert (len(reading), len(writing)) == ((1, 1) if on_server else (5, 3))


class TestRegister:
    def test_is_read_with_the_same_few_statements_for_any_number(self, book):
        """
        The page opens as fast for twenty as for one.
        """
        session_id = book.session()
        for index in range(20):
            book.mother(f"Mor {chr(65 + index)}")

        with book.statements() as sent:
            queries.register(session_id=session_id, uow=book.uow())

        reading = [one for one in sent if one.startswith(("SELECT", "WITH"))]
        on_server = book.engine.dialect.name == "postgresql"
        assert len(reading) == (4 if on_server else 5)
