"""
A mother cancels by her own link: as if the staff were told, and said that it was she.
"""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.roster.domain.actor import HERSELF
from services.roster.domain.attendance import OWN_LINK, Outcome
from services.roster.domain.errors import (
    MotherHasDeclined,
    NothingToCancel,
    OwnLinkNotFound,
    SessionHasBegun,
    SessionNotFound,
)
from services.roster.usecases import queries
from services.roster.usecases.cancel_by_own_link import (
    cancel_by_own_link,
    come_after_all,
)
from services.roster.usecases.change_mothers_group import change_mothers_group
from services.roster.usecases.make_own_link import make_own_link, revoke_own_link
from services.roster.usecases.own_page import own_link, own_page
from shared.config import KeptFor
from shared.contracts.roster.attendance import (
    AttendanceCancelled,
    AttendanceExcusedLate,
)
from shared.kernel.organisations import Role
from tests.roster.book import (
    A_WEEK,
    AN_HOUR_BEFORE,
    TUESDAY,
    TUESDAY_NOON,
    TUESDAY_TEN,
    WEDNESDAY,
)

LASTS = KeptFor().own_links
MONDAY = TUESDAY_TEN - timedelta(days=1)


def link_of(book, mother_id, *, now=MONDAY):
    return make_own_link(
        mother_id=mother_id, lasts=LASTS, now=now, uow=book.uow(now=now)
    )[0]


def cancel(book, secret, session_id, *, now=AN_HOUR_BEFORE):
    cancel_by_own_link(
        secret=secret, session_id=session_id, now=now, uow=book.uow(now=now)
    )


def come(book, secret, session_id, *, now=AN_HOUR_BEFORE):
    come_after_all(secret=secret, session_id=session_id, now=now, uow=book.uow(now=now))


def page(book, secret, *, now=AN_HOUR_BEFORE):
    return own_page(secret=secret, now=now, uow=book.uow(now=now))


class TestCancelling:
    def test_before_the_start_counts_once_and_says_that_it_was_she(self, book):
        """
        Twice is once; the event tells who wrote it, by no name.
        """
        nevra, session_id = book.mother(), book.session()
        secret = link_of(book, nevra)

        cancel(book, secret, session_id)
        cancel(book, secret, session_id, now=AN_HOUR_BEFORE + timedelta(minutes=5))
        seen = page(book, secret)
        book.close(session_id)

        [told] = book.events(AttendanceCancelled)
        assert (told.mother_id, told.received_at) == (nevra, AN_HOUR_BEFORE)
        assert (told.before_start, told.entered_by) == (True, "mother")
        assert seen.coming.is_not_coming
        line = queries.register(session_id=session_id, uow=book.uow()).lines[0]
        assert (line.attendance.channel, line.attendance.version) == (OWN_LINK, 1)

    def test_after_closing_takes_her_miss_away(self, book):
        """
        It is told at once, so that nobody calls her; the register knows who did it.
        """
        nevra = book.mother()
        session_id = book.closed(TUESDAY)
        secret = link_of(book, nevra)
        book.forget_events()

        cancel(book, secret, session_id, now=WEDNESDAY)
        cancel(book, secret, session_id, now=WEDNESDAY)

        [told] = book.events()
        assert isinstance(told, AttendanceExcusedLate)
        assert (told.mother_id, told.entered_by) == (nevra, "mother")
        changes = queries.register(session_id=session_id, uow=book.uow()).changes
        assert [(one.role, one.organisation) for one in changes] == [
            (HERSELF.role, HERSELF.organisation)
        ]
        last = page(book, secret, now=WEDNESDAY).last
        assert (last.is_late, last.may_cancel) == (True, False)

    def test_after_closing_counts_in_the_group_that_she_has_left_too(self, sqlite_book):
        """
        She missed it there: her own word takes that away, wherever she is now.
        """
        book = sqlite_book
        nevra, other = book.mother(), book.new_group()
        session_id = book.closed(TUESDAY)
        secret = link_of(book, nevra)
        change_mothers_group(
            mother_id=nevra,
            group_id=other,
            by=Role.COORDINATOR,
            now=TUESDAY_NOON,
            uow=book.uow(),
        )

        assert page(book, secret, now=WEDNESDAY).last.session.id == session_id
        cancel(book, secret, session_id, now=WEDNESDAY)

        assert len(book.events(AttendanceExcusedLate)) == 1
        assert page(book, secret, now=WEDNESDAY).last.is_late

    def test_after_the_start_is_late_and_taken_all_the_same(self, book):
        """
        She wakes up at half past ten: it is contact, and no miss when it is closed.
        """
        nevra, session_id = book.mother(), book.session()
        secret, half_past = link_of(book, nevra), TUESDAY_TEN + timedelta(minutes=30)

        cancel(book, secret, session_id, now=half_past)
        book.close(session_id)

        [told] = book.events(AttendanceCancelled)
        assert (told.before_start, told.entered_by) == (False, "mother")
        assert book.outcomes(session_id) == {nevra: "cancelled_late"}

    def test_by_the_staff_says_so(self, book):
        """
        The control: what the coordinator enters was not written by the mother.
        """
        nevra, session_id = book.mother(), book.session()
        book.cancellation(session_id, nevra)
        book.close(session_id)

        [told] = book.events(AttendanceCancelled)
        assert told.entered_by == "staff"

    def test_is_refused_where_it_says_nothing(self, book):
        """
        She was there, it is more than seven days ago, or it is another group's.
        """
        nevra, efua = book.mother(), book.mother("Efua")
        other = book.session(group_id=book.new_group())
        session_id = book.closed(TUESDAY, attended=[nevra])
        hers, efuas = link_of(book, nevra), link_of(book, efua)

        with pytest.raises(NothingToCancel):
            cancel(book, hers, session_id, now=WEDNESDAY)
        with pytest.raises(NothingToCancel):
            cancel(book, efuas, session_id, now=TUESDAY_NOON + timedelta(days=8))
        with pytest.raises(SessionNotFound):
            cancel(book, hers, other)
        assert book.outcomes(session_id) == {nevra: "attended", efua: "missed"}

    def test_writes_over_no_mark(self, book):
        """
        Somebody saw her come in; an old page in her pocket does not change that.
        """
        nevra, session_id = book.mother(), book.session()
        secret = link_of(book, nevra)
        book.mark(session_id, nevra, Outcome.ATTENDED)

        with pytest.raises(NothingToCancel):
            cancel(book, secret, session_id, now=TUESDAY_TEN)

        assert book.outcomes(session_id) == {nevra: "attended"}


class TestComingAfterAll:
    def test_takes_it_back_until_the_start(self, book):
        """
        Then she is expected again; once it has begun she just comes.
        """
        nevra, session_id = book.mother(), book.session()
        secret = link_of(book, nevra)
        cancel(book, secret, session_id)

        come(book, secret, session_id)
        come(book, secret, session_id)

        assert book.outcomes(session_id) == {nevra: None}
        cancel(book, secret, session_id)
        with pytest.raises(SessionHasBegun):
            come(book, secret, session_id, now=TUESDAY_TEN)


class TestLink:
    def test_opens_nothing_when_it_is_wrong_old_renewed_or_taken_back(self, book):
        """
        Each is refused alike, for looking and for cancelling.
        """
        nevra, session_id = book.mother(), book.session()
        before, good = link_of(book, nevra), link_of(book, nevra)
        old = TUESDAY_NOON + LASTS

        assert page(book, good).coming.session.id == session_id
        for secret, now in ((before, MONDAY), (good[::-1], MONDAY), (good, old)):
            with pytest.raises(OwnLinkNotFound):
                page(book, secret, now=now)
            with pytest.raises(OwnLinkNotFound):
                cancel(book, secret, session_id, now=now)
        revoke_own_link(mother_id=nevra, uow=book.uow())
        with pytest.raises(OwnLinkNotFound):
            page(book, good)
        assert own_link(mother_id=nevra, uow=book.uow()) is None
        assert book.outcomes(session_id) == {nevra: None}

    def test_ends_with_her_no_thanks(self, book):
        """
        It shows her nothing more, and nobody makes her a new one.
        """
        nevra, session_id = book.mother(), book.session()
        secret = link_of(book, nevra)

        book.decline(nevra)

        with pytest.raises(OwnLinkNotFound):
            page(book, secret)
        with pytest.raises(OwnLinkNotFound):
            come(book, secret, session_id)
        with pytest.raises(MotherHasDeclined):
            link_of(book, nevra)

    def test_cancels_for_its_own_mother_alone(self, book):
        """
        With another mother's link one cancels for that mother.
        """
        nevra, efua = book.mother(), book.mother("Efua")
        session_id = book.session()
        link_of(book, nevra)

        cancel(book, link_of(book, efua), session_id)

        assert book.outcomes(session_id) == {nevra: None, efua: "cancelled"}

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(max_size=60))
    def test_cannot_be_made_up(self, sqlite_book, tried):
        """
        Whatever is tried, also what no address can hold.
        """
        with pytest.raises(OwnLinkNotFound):
            page(sqlite_book, tried)


class TestPage:
    def test_shows_the_next_that_is_held(self, book):
        """
        Not one that was cancelled, nor one that is over; none is an answer too.
        """
        nevra = book.mother()
        book.closed(TUESDAY - A_WEEK, attended=[nevra])
        session_id = book.session(TUESDAY + A_WEEK)
        secret = link_of(book, nevra)

        seen = page(book, secret)
        later = page(book, secret, now=TUESDAY_NOON + A_WEEK)

        assert seen.coming.session.id == session_id
        assert seen.last is None
        assert later.coming is None
        assert later.last.session.id == session_id
