"""
A register that is closed late: every mother counts as she stood at the session.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.roster.domain.attendance import Outcome
from services.roster.domain.enrolment import LeaveReason, PauseReason
from services.roster.usecases.let_mother_leave import let_mother_leave
from services.roster.usecases.pause_mother import pause_mother
from services.roster.usecases.resume_mother import resume_mother
from services.roster.usecases.undo_step import undo_step
from shared.contracts.roster.attendance import AttendanceMissed
from shared.kernel.organisations import Role
from tests.roster.book import TUESDAY_NOON, TUESDAY_TEN, WEDNESDAY

LISTED = datetime(2026, 9, 1, 8, tzinfo=UTC)
MONDAY = TUESDAY_TEN - timedelta(days=1)
A_MOMENT = timedelta(minutes=5)


def step(book, mother_id, take, *, at, **told):
    take(mother_id=mother_id, **told, by=Role.COORDINATOR, now=at, uow=book.uow(now=at))


def pause(book, mother_id, *, at):
    step(book, mother_id, pause_mother, at=at, reason=PauseReason.TRAVEL, until=None)


def leave(book, mother_id, *, at):
    step(book, mother_id, let_mother_leave, at=at, reason=LeaveReason.WORK)


def missed(book, session_id):
    """
    Close it on Wednesday; return who has missed it.
    """
    assert set(book.outcomes(session_id).values()) <= {None}
    seen = set(book.outcomes(session_id))
    book.close(session_id, now=WEDNESDAY)
    told = {one.mother_id for one in book.events(AttendanceMissed)}
    assert told == seen == set(book.outcomes(session_id))
    assert set(book.outcomes(session_id).values()) <= {Outcome.MISSED}
    return told


@pytest.fixture
def nevra(book):
    return book.mother(today=date(2026, 9, 1), now=LISTED)


class TestClosedLate:
    @pytest.mark.parametrize("go", [pause, leave])
    def test_counts_whoever_went_since(self, book, nevra, go):
        """
        She was in the group at the session and is not any more: she has missed it.
        """
        session_id = book.session()
        go(book, nevra, at=TUESDAY_NOON)

        assert missed(book, session_id) == {nevra}

    def test_does_not_count_whoever_came_back_since(self, sqlite_book):
        """
        She was on a break at the session: nobody expected her.
        """
        nevra = sqlite_book.mother(now=LISTED)
        session_id = sqlite_book.session()
        pause(sqlite_book, nevra, at=MONDAY)
        step(sqlite_book, nevra, resume_mother, at=TUESDAY_NOON)

        assert missed(sqlite_book, session_id) == set()

    def test_does_not_count_what_was_undone(self, sqlite_book):
        """
        A pause that was a slip was never so, whenever the session began meanwhile.
        """
        nevra = sqlite_book.mother(now=LISTED)
        efua = sqlite_book.mother("Efua", now=LISTED)
        session_id = sqlite_book.session()
        before = TUESDAY_TEN - A_MOMENT
        pause(sqlite_book, nevra, at=before)
        step(sqlite_book, nevra, undo_step, at=TUESDAY_TEN + A_MOMENT)
        pause(sqlite_book, efua, at=TUESDAY_TEN + A_MOMENT)
        step(sqlite_book, efua, undo_step, at=TUESDAY_TEN + 2 * A_MOMENT)

        assert missed(sqlite_book, session_id) == {nevra, efua}

    def test_counts_every_step_since_the_session(self, sqlite_book):
        """
        Where she stood is what counts, not her last step but one.
        """
        nevra = sqlite_book.mother(now=LISTED)
        session_id = sqlite_book.session()
        pause(sqlite_book, nevra, at=TUESDAY_NOON)
        leave(sqlite_book, nevra, at=TUESDAY_NOON + A_MOMENT)

        assert missed(sqlite_book, session_id) == {nevra}
