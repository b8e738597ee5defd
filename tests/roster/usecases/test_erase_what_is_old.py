"""
The clocks that erase by themselves.
"""

from datetime import timedelta

from services.roster.domain.erasure import Cause
from services.roster.domain.retention import Clocks
from services.roster.usecases import queries
from services.roster.usecases.erase_what_is_old import erase_what_is_old
from tests.roster.book import A_WEEK, TUESDAY, TUESDAY_NOON, Book

CLOCKS = Clocks(no_thanks=timedelta(days=180), not_seen=timedelta(days=730))
LONG_AGO = TUESDAY - timedelta(days=800)
HALF_A_YEAR_AGO = TUESDAY - timedelta(days=181)


class TestClocks:
    def test_erase_whoever_declined_or_was_not_seen_for_long(self, book: Book):
        """
        Whoever came, or said so herself, is seen; a miss is no contact. Whom the clocks
        reach next is shown first, so that somebody can stop them.
        """
        declined = book.mother("Declined")
        book.decline(declined, said_on=HALF_A_YEAR_AGO)
        just_declined = book.mother("Just declined", today=LONG_AGO)
        book.decline(just_declined, said_on=TUESDAY - timedelta(days=151))
        gone = book.mother("Gone", today=LONG_AGO)
        came = book.mother("Came", today=LONG_AGO)
        said_yes = book.mother("Said yes", today=TUESDAY, said_yes_on=TUESDAY)
        book.closed(TUESDAY - A_WEEK, attended=[came])

        soon = queries.erased_soon(clocks=CLOCKS, now=TUESDAY_NOON, uow=book.uow())
        number = erase_what_is_old(clocks=CLOCKS, now=TUESDAY_NOON, uow=book.uow())

        assert [one.id for one in soon] == [declined, gone, just_declined]
        assert number == 2
        erased = queries.erasures(uow=book.uow())
        assert {one.id: one.cause for one in erased} == {
            declined: Cause.NO_THANKS_LONG_AGO,
            gone: Cause.NOT_SEEN_FOR_LONG,
        }
        left = queries.mothers(group_id=None, limit=9, uow=book.uow())
        assert {one.mother.id for one in left} == {just_declined, came, said_yes}
        assert not erase_what_is_old(clocks=CLOCKS, now=TUESDAY_NOON, uow=book.uow())
