"""
The clocks that erase by themselves.
"""

from datetime import timedelta

from services.roster.domain.enrolment import SuggestedBy
from services.roster.domain.erasure import Cause
from services.roster.domain.retention import Clocks
from services.roster.usecases import queries
from services.roster.usecases.erase_what_is_old import erase_what_is_old
from shared.bus.persons import Persons
from tests.roster.book import TUESDAY, TUESDAY_NOON, Book

CLOCKS = Clocks(no_thanks=timedelta(days=180), not_seen=timedelta(days=730))
LONG_AGO = TUESDAY - timedelta(days=800)
HALF_A_YEAR_AGO = TUESDAY - timedelta(days=181)


def decline(book, mother_id, *, days_ago, **told):
    then = timedelta(days=days_ago)
    book.decline(mother_id, said_on=TUESDAY - then, now=TUESDAY_NOON - then, **told)


class TestClocks:
    def test_erase_whoever_declined_or_was_not_seen_for_long(self, book: Book):
        """
        Nobody in the group is erased by a clock: the team is asked. Nor is one who may
        be asked again. A no thanks counts from when it was heard, not from the day that
        somebody typed. Whom the clocks reach next is shown first.
        """
        declined = book.mother("Declined")
        decline(book, declined, days_ago=181)
        just_declined = book.mother("Just declined", today=LONG_AGO)
        decline(book, just_declined, days_ago=151)
        heard_now = book.mother("Heard now", today=LONG_AGO)
        book.decline(heard_now, said_on=HALF_A_YEAR_AGO)
        may_be_asked = book.mother("May be asked", today=LONG_AGO)
        decline(book, may_be_asked, days_ago=181, may_ask_at_new_birth=True)
        gone = book.mother(
            "Gone",
            today=LONG_AGO,
            suggested_by=SuggestedBy.ANOTHER,
            now=TUESDAY_NOON - timedelta(days=800),
        )
        in_group = book.mother("In the group", today=LONG_AGO)

        soon = queries.erased_soon(clocks=CLOCKS, now=TUESDAY_NOON, uow=book.uow())
        done = erase_what_is_old(clocks=CLOCKS, now=TUESDAY_NOON, uow=book.uow())

        assert [one.id for one in soon] == [declined, gone, just_declined]
        assert (done.number, done.failures) == (2, ())
        erased = queries.erasures(uow=book.uow())
        assert {one.id: one.cause for one in erased} == {
            declined: Cause.NO_THANKS_LONG_AGO,
            gone: Cause.NOT_SEEN_FOR_LONG,
        }
        left = queries.mothers(group_id=None, limit=9, uow=book.uow())
        assert {one.mother.id for one in left} == {
            just_declined,
            heard_now,
            may_be_asked,
            in_group,
        }
        again = erase_what_is_old(clocks=CLOCKS, now=TUESDAY_NOON, uow=book.uow())
        assert again.number == 0

    def test_go_on_where_one_mother_cannot_be_erased(self, book: Book, monkeypatch):
        """
        She is told of by the kind of the error alone, stays whole, and is tried again;
        the others are erased.
        """
        first, second, third = sorted(book.mother(name) for name in "ABC")
        for mother_id in (first, second, third):
            decline(book, mother_id, days_ago=181)
        erase = Persons.erase

        def fail_for_second(persons, person_id, *, now):
            erase(persons, person_id, now=now)
            if person_id == second:
                raise RuntimeError("Nevra")

        with monkeypatch.context() as broken:
            broken.setattr(Persons, "erase", fail_for_second)
            done = erase_what_is_old(clocks=CLOCKS, now=TUESDAY_NOON, uow=book.uow())

        assert (done.number, done.failures) == (2, ("RuntimeError",))
        left = queries.mothers(group_id=None, limit=9, uow=book.uow())
        assert [one.mother.id for one in left] == [second]
        erased = queries.erasures(uow=book.uow())
        assert {one.id for one in erased} == {first, third}
        again = erase_what_is_old(clocks=CLOCKS, now=TUESDAY_NOON, uow=book.uow())
        assert again.number == 1
