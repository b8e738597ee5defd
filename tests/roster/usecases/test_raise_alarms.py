"""
A register that nobody has closed: the three are told once, and nobody has missed.
"""

from datetime import date, time, timedelta

from eventlet import patcher

from services.roster.domain.session import Session
from services.roster.usecases import queries
from services.roster.usecases.raise_alarms import raise_alarm, raise_alarms
from shared.contracts.roster.attendance import AttendanceMissed
from shared.contracts.roster.sessions import AttendanceUnrecorded
from shared.db.engine import make_engine
from shared.kernel.clock import in_utc
from shared.kernel.ids import new_id
from tests.roster.book import TUESDAY, TUESDAY_NOON, WEDNESDAY, Book

# Real threads: a database driver that waits for a row stops all green ones.
THREADS = patcher.original("threading")
EIGHT = TUESDAY_NOON + timedelta(hours=8)
A_MINUTE = timedelta(minutes=1)


def look(book, *, at=EIGHT):
    raise_alarms(now=at, uow=book.uow(now=at))


class TestAlarm:
    def test_comes_once_at_eight_and_makes_no_miss(self, book):
        """
        Two are expected, one has a mark; nobody said that the other was not there.
        """
        nevra, efua = book.mother(), book.mother("Efua")
        session_id = book.session()
        book.session(TUESDAY + timedelta(days=7))
        book.mark(session_id, nevra)

        look(book, at=EIGHT - A_MINUTE)
        too_early = book.events(AttendanceUnrecorded)
        look(book)
        look(book, at=EIGHT + A_MINUTE)

        [told] = book.events(AttendanceUnrecorded)
        assert too_early == []
        assert (told.session_id, told.missing_count) == (session_id, 1)
        assert told.due_at == EIGHT
        assert book.outcomes(session_id) == {nevra: "attended", efua: None}
        assert book.events(AttendanceMissed) == []

    def test_does_not_come_for_a_register_that_is_closed_or_cancelled(self, book):
        """
        Nothing was forgotten.
        """
        book.closed(TUESDAY)

        look(book)

        assert book.events(AttendanceUnrecorded) == []

    def test_leaves_the_register_as_somebody_sees_it_who_closes_it(self, book):
        """
        The alarm is no change of the register: nobody is sent back to look again.
        """
        session_id = book.session()
        seen = queries.session_view(session_id=session_id, uow=book.uow())

        look(book)
        closed = book.close(
            session_id, seen_version=seen.session.version, now=EIGHT + A_MINUTE
        )

        assert closed.version == seen.session.version + 1

    def test_comes_again_for_one_that_was_reopened_and_forgotten(self, book):
        """
        In the evening of the day on which it was reopened, with the mother whose miss
        lost its mark.
        """
        book.mother()
        session_id = book.session()
        look(book)
        book.close(session_id, now=EIGHT + A_MINUTE)
        book.reopen(session_id)

        look(book, at=WEDNESDAY + timedelta(hours=7))
        look(book, at=EIGHT + timedelta(days=1))
        look(book, at=EIGHT + timedelta(days=2))

        first, second = book.announced(AttendanceUnrecorded)
        assert second.event.due_at == EIGHT + timedelta(days=1)
        assert second.event.missing_count == 1
        assert second.version > first.version
        assert len(book.events(AttendanceMissed)) == 1

    def test_is_raised_once_by_two_who_look_at_the_same_time(self, book, database_url):
        """
        Every replica looks; the second waits for the row, and finds that it was told.
        """
        session_id = book.session()
        colleague = Book(make_engine(database_url))
        other = THREADS.Thread(
            target=raise_alarm,
            kwargs={
                "session_id": session_id,
                "now": EIGHT,
                "uow": colleague.uow(now=EIGHT),
            },
        )

        with book.uow(now=EIGHT) as uow:
            raise_alarm(session_id=session_id, now=EIGHT, uow=uow)
            other.start()
            other.join(timeout=0.2)
            has_waited = other.is_alive()
            uow.commit()
        other.join()
        colleague.engine.dispose()

        assert has_waited
        assert len(book.events(AttendanceUnrecorded)) == 1


class TestForgotten:
    def test_is_shown_however_many_go_on_at_the_same_time(self, sqlite_book):
        """
        In a country dozens of groups meet while one register of yesterday is open.
        """
        forgotten = sqlite_book.session()
        for _ in range(20):
            sqlite_book.session(WEDNESDAY.date(), group_id=sqlite_book.new_group())
        noon = TUESDAY_NOON + timedelta(days=1)

        seen = queries.forgotten(now=noon, uow=sqlite_book.uow())

        assert [view.session.id for view in seen] == [forgotten]

    def test_is_found_exactly_when_its_time_has_passed(self, book):
        """
        What the database looks for is what the register says of itself, also in the
        nights when the clock changes, and for one that was reopened.
        """
        sessions = [
            Session(
                id=new_id(),
                group_id=book.new_group(),
                starts_at=starts_at,
                ends_at=starts_at + lasts,
                reopened_at=reopened and starts_at + reopened,
            )
            for day in (date(2026, 10, 24), date(2026, 10, 25), date(2027, 3, 28))
            for starts_at in (in_utc(day, time(10)), in_utc(day, time(19)))
            for lasts in (timedelta(hours=2), timedelta(hours=6))
            for reopened in (None, timedelta(hours=9), timedelta(days=1, hours=3))
        ]
        with book.uow() as uow:
            for session in sessions:
                uow.sessions.save(session)
            uow.commit()
        moments = {
            session.close_by + by
            for session in sessions
            for by in (-A_MINUTE, timedelta(), A_MINUTE)
        }

        for at in sorted(moments):
            with book.uow().reading() as looking:
                found = looking.sessions.not_alarmed(at=at)
            expected = {one.id for one in sessions if one.is_forgotten(at=at)}
            assert set(found) == expected
