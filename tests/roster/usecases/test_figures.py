"""
The group in figures, as the database counts them.
"""

from datetime import timedelta

from services.roster.domain.register_change import CancellationReason
from services.roster.usecases.cancel_session import cancel_session
from services.roster.usecases.cancellations import SIX_YEARS, group_cancellations
from services.roster.usecases.figures import YEAR, group_figures
from tests.roster.book import A_WEEK, COORDINATOR, TUESDAY, TUESDAY_NOON


def cancel(book, day, *, group_id=None):
    cancel_session(
        session_id=book.session(day, group_id=group_id),
        reason=CancellationReason.WEATHER,
        seen_version=None,
        by=COORDINATOR,
        now=TUESDAY_NOON,
        uow=book.uow(),
    )


def cancellations(book, *, of=None):
    group_id = of or book.group_id
    found = group_cancellations(now=TUESDAY_NOON, uow=book.uow())
    return next(one for one in found if one.group.id == group_id)


class TestCancellations:
    def test_are_counted_by_reason_and_the_weeks_since_the_last(self, book):
        """
        Before anything was cancelled the weeks count from the first session; one that
        is to come has not been missed yet.
        """
        nothing = cancellations(book)
        book.closed(TUESDAY - timedelta(weeks=20))
        none_yet = cancellations(book)
        cancel(book, TUESDAY - timedelta(weeks=60))
        cancel(book, TUESDAY - timedelta(weeks=3))
        cancel(book, TUESDAY + timedelta(weeks=1))

        found = cancellations(book)

        assert nothing.weeks_without is None
        assert none_yet.weeks_without == 20
        assert found.weeks_without == 3
        assert found.reasons == {"weather": 2}
        assert (found.planned, found.cancelled) == (3, 2)
        in_a_year = group_figures(now=TUESDAY_NOON, uow=book.uow()).sessions
        assert in_a_year == {"closed": 1, "cancelled": 1}

    def test_are_those_of_six_years_and_not_of_seven(self, book):
        """
        That is the time for which the standard of one cancelled session is set.
        """
        cancel(book, TUESDAY - 7 * YEAR)
        cancel(book, TUESDAY - SIX_YEARS + A_WEEK)

        found = cancellations(book)

        assert (found.planned, found.cancelled) == (1, 1)
        assert found.reasons == {"weather": 1}

    def test_are_each_groups_own(self, book):
        """
        The standard is set for one group: what another cancelled does not count in it.
        """
        other = book.new_group()
        book.closed(TUESDAY - timedelta(weeks=20))
        cancel(book, TUESDAY - timedelta(weeks=3), group_id=other)

        ours, theirs = cancellations(book), cancellations(book, of=other)

        assert (ours.planned, ours.cancelled, ours.weeks_without) == (1, 0, 20)
        assert ours.reasons == {}
        assert (theirs.planned, theirs.cancelled, theirs.weeks_without) == (1, 1, 3)
        assert theirs.reasons == {"weather": 1}
