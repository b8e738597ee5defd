"""
Two entries of one mother become one.
"""

from datetime import date, timedelta

import pytest

from services.roster.domain.attendance import Outcome
from services.roster.domain.enrolment import Enrolment, Help, Step, SuggestedBy
from services.roster.domain.erasure import Cause
from services.roster.domain.errors import MotherNotFound
from services.roster.domain.profile import Knows, Reads
from services.roster.storage.personal import PERSONAL
from services.roster.usecases import queries
from services.roster.usecases.change_profile import ToldOfHerself, change_profile
from services.roster.usecases.enrolment_queries import steps_of
from services.roster.usecases.erase_mother import erase_mother
from services.roster.usecases.make_own_link import make_own_link
from services.roster.usecases.merge_mothers import merge_mothers
from services.roster.usecases.own_page import own_link
from services.roster.usecases.profile_queries import profile_of
from shared.config import KeptFor
from shared.contracts.privacy import ErasureOrdered
from shared.contracts.roster.attendance import AttendanceCorrected, AttendanceMissed
from shared.contracts.roster.children import ChildAdded
from shared.contracts.roster.mothers import (
    CommitmentGiven,
    ContactChanged,
    MotherDeclined,
    MotherMerged,
    ResourceOffered,
)
from shared.db.engine import make_engine
from shared.db.personal import rows_of
from shared.kernel.refusal import Invalid, StaleVersion
from tests.roster.book import (
    A_WEEK,
    COORDINATOR,
    TUESDAY,
    TUESDAY_NOON,
    TUESDAY_TEN,
    Book,
)
from tests.support.meanwhile import Meanwhile

PHONE = "+4522334455"
MARCH = date(2026, 3, 1)
LATER = TUESDAY_NOON + timedelta(hours=1)


def merge(book, kept_id, merged_id, *, seen=None, seen_merged=None, now=LATER):
    return merge_mothers(
        kept_id=kept_id,
        merged_id=merged_id,
        seen_version=seen,
        seen_merged_version=seen_merged,
        by=COORDINATOR,
        now=now,
        uow=book.uow(now=now),
    )


def of_her(book, mother_id):
    return queries.mother(mother_id=mother_id, uow=book.uow())


def rows_left(book, mother_id):
    with book.engine.connect() as connection:
        found = rows_of(connection, PERSONAL, mother_id)
    return {name for name, rows in found.items() if rows}


class TestMerge:
    def test_moves_all_that_is_hers(self, book: Book):
        """
        Children, attendance, history and what she tells go to the kept id; of the
        other nothing is left, and no list shows her twice.
        """
        kept = book.mother("Nevra")
        other, _ = book.mother_with_children("Nevra Ny", phone=PHONE, born_on=[MARCH])
        told = ToldOfHerself(
            reads=Reads.NO,
            offers=frozenset({Help.COOK}),
            knows=frozenset({Knows.TWINS}),
        )
        change_profile(mother_id=other.id, told=told, seen_version=None, uow=book.uow())
        make_own_link(
            mother_id=other.id,
            lasts=KeptFor().own_links,
            now=TUESDAY_NOON,
            uow=book.uow(),
        )
        session_id = book.closed(TUESDAY, attended=[other.id])
        book.forget_events()

        merge(book, kept, other.id)

        seen = of_her(book, kept)
        assert seen.mother.display_name == "Nevra"
        assert seen.mother.phone == PHONE
        assert [child.born_on for child in seen.children] == [MARCH]
        assert book.outcomes(session_id)[kept] is Outcome.ATTENDED
        assert other.id not in book.outcomes(session_id)
        profile = profile_of(mother_id=kept, uow=book.uow()).profile
        assert (profile.reads, profile.offers) == (Reads.NO, {Help.COOK})
        assert own_link(mother_id=kept, uow=book.uow()) is not None
        steps = steps_of(mother_id=kept, uow=book.uow())
        assert [one.step for one in steps].count(Step.LISTED) == 2
        assert steps[0].step is Step.MERGED
        assert rows_left(book, other.id) == set()
        assert "former_ids" in rows_left(book, kept)
        assert len(queries.mothers(group_id=None, limit=9, uow=book.uow())) == 1
        [found] = queries.mothers(
            group_id=None, limit=9, knows=Knows.TWINS, uow=book.uow()
        )
        assert found.mother.id == kept
        [event] = book.events(MotherMerged)
        assert (event.mother_id, event.merged_id) == (kept, other.id)
        [contact] = book.events(ContactChanged)
        assert (contact.phone, contact.does_not_read) == (PHONE, True)
        assert [one.kind for one in book.events(ResourceOffered)] == ["cook"]
        with pytest.raises(MotherNotFound):
            of_her(book, other.id)

    def test_takes_the_strongest_contact_of_one_session(self, book: Book):
        """
        Who was there under either id was there: the miss is taken back, in a version
        that is newer than both lines.
        """
        kept, other = book.mother("Nevra"), book.mother("Nevra Ny")
        session_id = book.closed(TUESDAY, attended=[other])
        assert book.outcomes(session_id)[kept] is Outcome.MISSED
        told = book.events(AttendanceMissed)
        book.forget_events()

        merge(book, kept, other)

        assert [one.mother_id for one in told] == [kept]
        assert book.outcomes(session_id) == {kept: Outcome.ATTENDED}
        [(event, version)] = [
            (one.event, one.version) for one in book.announced(AttendanceCorrected)
        ]
        assert (event.mother_id, event.to_outcome) == (kept, "attended")
        assert version == 2
        changes = queries.register(session_id=session_id, uow=book.uow()).changes
        assert [(one.act, one.before) for one in changes] == [
            ("merged", Outcome.MISSED)
        ]

    @pytest.mark.parametrize("is_kept", [True, False])
    def test_lets_a_no_thanks_of_either_hold(self, book: Book, is_kept):
        """
        Whichever entry it was said to, and although the other has said yes since.
        """
        yes = book.mother("Nevra", today=TUESDAY, said_yes_on=TUESDAY)
        no = book.mother("Nevra Ny")
        book.decline(no, said_on=TUESDAY - A_WEEK)
        kept, other = (no, yes) if is_kept else (yes, no)
        book.forget_events()

        mother = merge(book, kept, other)

        assert mother.enrolment is Enrolment.DECLINED
        assert mother.declined_on == TUESDAY
        assert book.events(CommitmentGiven) == []
        [told] = book.events(MotherDeclined)
        assert (told.mother_id, told.declined_on) == (kept, TUESDAY)

    def test_lets_her_stand_where_she_has_come_furthest(self, book: Book):
        """
        One who is in the group is not only suggested; her yes is the latest.
        """
        kept = book.mother("Nevra", suggested_by=SuggestedBy.HERSELF)
        other = book.mother("Nevra Ny", today=TUESDAY, said_yes_on=TUESDAY)

        mother = merge(book, kept, other)

        assert mother.enrolment is Enrolment.ACTIVE
        assert (mother.said_yes_on, mother.suggested_by) == (TUESDAY, "herself")

    def test_knows_a_child_that_was_entered_twice(self, book: Book):
        """
        It stands in the list once, and its second id is still known on the card.
        """
        kept, [child] = book.mother_with_children("Nevra", born_on=[MARCH])
        other, [twin] = book.mother_with_children("Nevra Ny", born_on=[MARCH])

        merge(book, kept.id, other.id)

        assert [one.id for one in of_her(book, kept.id).children] == [child.id]
        uow = book.uow()
        with uow.reading():
            known = uow.children.every_id_of(kept.id)
        assert {one.id: one.same_as for one in known} == {
            child.id: None,
            twin.id: child.id,
        }
        told = book.events(ChildAdded)[-1]
        assert (told.child_id, told.mother_id) == (twin.id, kept.id)
        assert told.same_as == child.id

    def test_knows_every_id_that_was_given_up(self, book: Book):
        """
        Three entries, two merges: both old ids lead to the last, and all go with her.
        """
        first, second, third = (book.mother(f"Nevra {n}") for n in ("A", "B", "C"))
        merge(book, second, first)
        merge(book, third, second)
        uow = book.uow()
        with uow.reading():
            assert uow.persons.kept_ids([first, second]) == {
                first: third,
                second: third,
            }
        book.forget_events()

        erase_mother(
            mother_id=third,
            cause=Cause.SHE_ASKED,
            by=COORDINATOR,
            now=LATER,
            uow=book.uow(),
        )

        ordered = {one.person_id for one in book.events(ErasureOrdered)}
        assert ordered == {first, second, third}
        assert {one.id for one in queries.erasures(uow=book.uow())} == ordered
        with uow.reading():
            assert uow.persons.kept_ids([first, second]) == {}

    def test_refuses_what_was_not_seen(self, sqlite_book: Book):
        """
        Nobody merges what a colleague has changed since, nor a mother with herself.
        """
        book = sqlite_book
        kept, other = book.mother("Nevra"), book.mother("Nevra Ny")

        with pytest.raises(StaleVersion):
            merge(book, kept, other, seen=1, seen_merged=7)
        with pytest.raises(Invalid):
            merge(book, kept, kept)

        assert of_her(book, other).mother.display_name == "Nevra Ny"


class TestMeanwhile:
    def test_mark_is_never_lost(self, book, database_url):
        """
        Somebody taps her name while two entries become one. Either the mark goes along,
        or whoever merges is told that she has changed, and merges again.
        """
        session_id, kept, merged = book.session(), book.mother(), book.mother("Nevra K")
        colleague = Book(make_engine(database_url))

        with book.uow() as uow:
            session = uow.sessions.get(session_id)
            uow.mothers.get(merged)
            other = Meanwhile(merge, colleague, kept, merged)
            has_waited = other.waits()
            session.mark(mother_id=merged, outcome=Outcome.ATTENDED, at=TUESDAY_TEN)
            uow.sessions.save(session)
            uow.commit()
        refusal = other.ended()
        colleague.engine.dispose()
        if refusal is not None:
            merge(book, kept, merged)

        assert has_waited
        assert refusal is None or isinstance(refusal, StaleVersion)
        assert book.outcomes(session_id) == {kept: "attended"}
