"""
A session was cancelled and takes place after all: all stands as it stood.
"""

from datetime import timedelta

import pytest

from services.roster.domain.errors import (
    ReinstatementTooLate,
    SessionAlreadyPlanned,
    SessionNotCancelled,
)
from services.roster.domain.register_change import Act, CancellationReason
from services.roster.usecases import calendar_queries, queries
from services.roster.usecases.cancel_pick_up import cancel_pick_up
from services.roster.usecases.cancel_session import cancel_session
from services.roster.usecases.cancellations import group_cancellations
from services.roster.usecases.make_own_link import make_own_link
from services.roster.usecases.own_page import own_page
from services.roster.usecases.pick_up_queries import pick_ups_of_session
from services.roster.usecases.plan_first_visit import plan_first_visit
from services.roster.usecases.plan_pick_up import plan_pick_up
from services.roster.usecases.reinstate_session import reinstate_session
from services.roster.usecases.renew_calendar_link import renew_calendar_link
from shared.config import KeptFor
from shared.contracts.roster import attendance, pick_ups, sessions
from shared.kernel.refusal import StaleVersion
from tests.roster.book import (
    A_WEEK,
    AN_HOUR_BEFORE,
    COORDINATOR,
    TUESDAY,
    TUESDAY_NOON,
    TUESDAY_TEN,
    WEDNESDAY,
    Book,
)
from tests.roster.usecases.test_pick_up import MONDAY, arranged
from tests.roster.way import Way

A_QUARTER = timedelta(minutes=15)


def cancel(book: Book, session_id, *, at=AN_HOUR_BEFORE, reason="weather"):
    return cancel_session(
        session_id=session_id,
        reason=CancellationReason(reason),
        seen_version=None,
        by=COORDINATOR,
        now=at,
        uow=book.uow(now=at),
    )


def reinstate(book: Book, session_id, *, at=AN_HOUR_BEFORE, seen_version=None):
    return reinstate_session(
        session_id=session_id,
        seen_version=seen_version,
        by=COORDINATOR,
        now=at,
        uow=book.uow(now=at),
    )


def lines_of(book: Book, session_id):
    """
    Return all that stands in a register, but for the versions.
    """
    seen = queries.register(session_id=session_id, uow=book.uow())
    return {
        line.mother.display_name: line.attendance
        and vars(line.attendance) | {"version": 0}
        for line in seen.lines
    }


class TestRegister:
    def test_of_an_open_session_stands_as_it_stood(self, book):
        """
        Who cancelled herself stays cancelled, with when and how; who is expected is
        expected, and the plan is the same.
        """
        cancelled, _, there = (book.mother(name) for name in ("Efua", "Nevra", "Wai"))
        session_id = book.session(theme="Søvn")
        book.cancellation(session_id, cancelled)
        book.mark(session_id, there)
        before = lines_of(book, session_id)

        void = cancel(book, session_id)
        session = reinstate(book, session_id, seen_version=void.version)

        assert lines_of(book, session_id) == before
        assert (session.state, session.theme) == ("planned", "Søvn")
        book.close(session_id)
        assert book.outcomes(session_id) == {
            cancelled: "cancelled",
            there: "attended",
            **dict.fromkeys(
                book.outcomes(session_id).keys() - {cancelled, there}, "missed"
            ),
        }

    def test_of_a_closed_session_stands_as_it_was_told(self, sqlite_book):
        """
        A slip of the finger beside a closed register tells nobody of an outcome twice.
        """
        book = sqlite_book
        nevra, efua = book.mother(), book.mother("Efua")
        session_id = book.closed(TUESDAY, attended=[nevra])
        before = lines_of(book, session_id)
        book.forget_events()

        cancel(book, session_id, at=WEDNESDAY)
        session = reinstate(book, session_id, at=WEDNESDAY + A_QUARTER)

        assert (session.state, session.closed_at) == ("closed", TUESDAY_NOON)
        assert lines_of(book, session_id) == before
        book.reopen(session_id)
        book.close(session_id)
        assert book.events(attendance.AttendanceMissed) == []
        assert book.outcomes(session_id) == {nevra: "attended", efua: "missed"}

    def test_forgets_what_only_the_cancelling_wrote(self, sqlite_book):
        """
        Her miss was taken back when the register was opened again: so it stays.
        """
        book = sqlite_book
        nevra = book.mother()
        session_id = book.closed(TUESDAY)
        book.reopen(session_id)

        cancel(book, session_id, at=WEDNESDAY)
        reinstate(book, session_id, at=WEDNESDAY)

        assert book.outcomes(session_id) == {nevra: None}


class TestWhen:
    def test_is_possible_until_the_session_begins(self, sqlite_book):
        """
        However long ago it was cancelled.
        """
        book = sqlite_book
        session_id = book.session()
        cancel(book, session_id, at=TUESDAY_TEN - A_WEEK)

        with pytest.raises(ReinstatementTooLate) as refusal:
            reinstate(book, session_id, at=TUESDAY_TEN)
        reinstate(book, session_id, at=TUESDAY_TEN - timedelta(seconds=1))

        assert refusal.value.facts["state"] == "cancelled"

    def test_is_possible_for_a_quarter_of_an_hour_where_it_has_begun(self, sqlite_book):
        """
        What was cancelled afterwards, or at the last moment, may be a slip too.
        """
        book = sqlite_book
        session_id = book.session()
        cancel(book, session_id, at=TUESDAY_NOON)

        with pytest.raises(ReinstatementTooLate):
            reinstate(book, session_id, at=TUESDAY_NOON + 2 * A_QUARTER)
        reinstate(book, session_id, at=TUESDAY_NOON + A_QUARTER)

    def test_is_refused_where_nothing_is_cancelled_or_seen_or_free(self, sqlite_book):
        """
        Somebody has undone it already, cancelled it anew, or planned another instead.
        """
        book = sqlite_book
        session_id = book.session()

        with pytest.raises(SessionNotCancelled):
            reinstate(book, session_id)
        first = cancel(book, session_id).version
        reinstate(book, session_id)
        cancel(book, session_id)
        with pytest.raises(StaleVersion):
            reinstate(book, session_id, seen_version=first)
        later = TUESDAY_TEN + timedelta(minutes=30)
        book.session(starts_at=later.astimezone().time().replace(hour=10, minute=30))
        with pytest.raises(SessionAlreadyPlanned):
            reinstate(book, session_id)


class TestOthers:
    def test_hear_all_of_the_session_as_it_is_and_nobody_is_named(self, sqlite_book):
        """
        The newest word replaces what was told before, so it says all that they keep.
        """
        book = sqlite_book
        book.mother()
        session_id = book.session()
        book.forget_events()

        cancel(book, session_id)
        session = reinstate(book, session_id)
        cancel(book, session_id)

        told = book.announced()
        kinds = ["cancelled", "reinstated", "cancelled"]
        assert [one.event.event_type.split(".")[2] for one in told] == kinds
        assert told[1].event == sessions.SessionReinstated(
            session_id=session_id,
            group_id=book.group_id,
            starts_at=TUESDAY_TEN,
            ends_at=TUESDAY_NOON,
        )
        versions = [one.version for one in told]
        assert versions == sorted(set(versions))
        assert versions[1] == session.version

    def test_see_it_in_the_calendar_and_on_her_own_page(self, sqlite_book):
        """
        Both show the session as it is; who subscribes is told by a newer revision.
        """
        book = sqlite_book
        nevra, session_id = book.mother(), book.session()
        secret = make_own_link(
            mother_id=nevra,
            lasts=KeptFor().own_links,
            now=MONDAY,
            uow=book.uow(now=MONDAY),
        )[0]
        link = renew_calendar_link(
            group_id=book.group_id, now=MONDAY, uow=book.uow(now=MONDAY)
        )

        def seen():
            told = {"now": AN_HOUR_BEFORE, "uow": book.uow(now=AN_HOUR_BEFORE)}
            [entry] = calendar_queries.feed(secret=link.secret, **told).sessions
            return own_page(secret=secret, **told).coming, entry.is_held, entry.revision

        cancel(book, session_id)
        void = seen()
        reinstate(book, session_id)
        coming, is_held, revision = seen()

        assert void[:2] == (None, False)
        assert (coming.session.id, is_held) == (session_id, True)
        assert revision > void[2]

    def test_of_the_history_see_both(self, sqlite_book):
        """
        Nothing is deleted: who cancelled it and why stands there, and who undid it.
        """
        book = sqlite_book
        session_id = book.session()
        cancel(book, session_id)
        reinstate(book, session_id)

        seen = queries.register(session_id=session_id, uow=book.uow())

        assert {(one.act, one.reason) for one in seen.changes} == {
            (Act.SESSION_CANCELLED, "weather"),
            (Act.SESSION_REINSTATED, None),
        }


class TestFigures:
    def test_count_what_was_not_held_in_the_end(self, book):
        """
        One that takes place after all was not cancelled, and one that was cancelled
        twice was cancelled once, for the last reason.
        """
        held, twice = book.session(TUESDAY - A_WEEK), book.session(TUESDAY)
        for session_id in (held, twice):
            start = TUESDAY_TEN - (A_WEEK if session_id == held else timedelta(0))
            cancel(book, session_id, at=start)
            reinstate(book, session_id, at=start + A_QUARTER)
        cancel(book, twice, at=TUESDAY_NOON, reason="staff_ill")

        [found] = group_cancellations(now=WEDNESDAY, uow=book.uow())

        assert (found.planned, found.cancelled) == (2, 1)
        assert found.reasons == {"staff_ill": 1}


class TestFirstVisit:
    def test_is_planned_again(self, book):
        """
        She had said that she comes, and nothing else was agreed on since.
        """
        way, session_id = Way(book), book.session()
        way.to_first_visit(session_id)
        before = way.steps()[-1].after

        cancel(book, session_id)
        assert way.state() == "interested"
        reinstate(book, session_id)

        last = way.steps()[-1]
        assert (last.after, last.step) == (before, "undone")

    def test_stays_at_another_session(self, sqlite_book):
        """
        What was agreed with her since is newer, and nobody fetches her to both.
        """
        book = sqlite_book
        way, session_id = Way(book), book.session()
        way.to_first_visit(session_id)
        fetch(book, way.mother_id, session_id)
        cancel(book, session_id)
        other, way.now = book.session(TUESDAY + A_WEEK), AN_HOUR_BEFORE
        way.take(plan_first_visit, session_id=other)

        reinstate(book, session_id)

        assert way.steps()[-1].after.planned_visit_id == other
        assert fetched(book, session_id) == {way.mother_id: "session_cancelled"}

    def test_that_brought_her_in_did(self, sqlite_book):
        """
        She was there: so she is in the group again.
        """
        book = sqlite_book
        way, session_id = Way(book), book.session()
        way.to_first_visit(session_id)
        book.mark(session_id, way.mother_id)
        book.close(session_id)

        cancel(book, session_id, at=WEDNESDAY)
        assert way.state() == "interested"
        reinstate(book, session_id, at=WEDNESDAY)

        assert way.state() == "active"


class TestPickUps:
    def test_that_fell_with_the_session_stand_again(self, sqlite_book):
        """
        One that somebody had cancelled before stays cancelled, and may be taken back.
        """
        book = sqlite_book
        esi, nevra = book.mother("Esi"), book.mother()
        session_id = book.session()
        for mother_id in (esi, nevra):
            fetch(book, mother_id, session_id)
        cancel_pick_up(
            mother_id=nevra,
            session_id=session_id,
            seen_version=None,
            uow=book.uow(now=MONDAY),
        )

        cancel(book, session_id)
        reinstate(book, session_id)

        assert fetched(book, session_id) == {esi: None, nevra: "asked"}
        [*_, last] = book.announced(pick_ups.PickUpPlanned)
        assert last.event.mother_id == esi


def fetch(book: Book, mother_id, session_id):
    plan_pick_up(
        mother_id=mother_id,
        session_id=session_id,
        arrangement=arranged(),
        now=MONDAY,
        uow=book.uow(now=MONDAY),
    )


def fetched(book: Book, session_id):
    """
    Return why each is not fetched; None of whom somebody fetches.
    """
    seen = pick_ups_of_session(session_id=session_id, uow=book.uow())
    return {view.mother.id: view.pick_up.because for view in seen}
