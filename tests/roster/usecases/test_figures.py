"""
The group in figures, as the database counts them.
"""

from datetime import timedelta

from services.roster.domain.register_change import CancellationReason
from services.roster.usecases.cancel_session import cancel_session
from services.roster.usecases.figures import SIX_YEARS, YEAR, group_figures
from tests.roster.book import A_WEEK, COORDINATOR, TUESDAY, TUESDAY_NOON


def cancel(book, day):
    cancel_session(
        session_id=book.session(day),
        reason=CancellationReason.WEATHER,
        seen_version=None,
        by=COORDINATOR,
        now=TUESDAY_NOON,
        uow=book.uow(),
    )


def figures(book):
    return group_figures(now=TUESDAY_NOON, uow=book.uow())


class TestCancellations:
    def test_are_counted_by_reason_and_the_weeks_since_the_last(self, book):
        """
        Before anything was cancelled the weeks count from the first session; one that
        is to come has not been missed yet.
        """
        nothing = figures(book)
        book.closed(TUESDAY - timedelta(weeks=20))
        none_yet = figures(book)
        cancel(book, TUESDAY - timedelta(weeks=60))
        cancel(book, TUESDAY - timedelta(weeks=3))
        cancel(book, TUESDAY + timedelta(weeks=1))

        found = figures(book)

        assert nothing.weeks_without_cancelling is None
        assert none_yet.weeks_without_cancelling == 20
        assert found.weeks_without_cancelling == 3
        assert found.cancellations == {"weather": 2}
        assert (found.planned, found.cancelled) == (3, 2)
        assert found.sessions == {"closed": 1, "cancelled": 1}

    def test_are_those_of_six_years_and_not_of_seven(self, book):
        """
        That is the time for which the standard of one cancelled session is set.
        """
        cancel(book, TUESDAY - 7 * YEAR)
        cancel(book, TUESDAY - SIX_YEARS + A_WEEK)

        found = figures(book)

        assert (found.planned, found.cancelled) == (1, 1)
        assert found.cancellations == {"weather": 1}
