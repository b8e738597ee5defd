"""
What a mother tells of herself, and her children, written down later.
"""

from datetime import date, timedelta

import pytest

from services.roster.domain.enrolment import Enrolment, Help, LeaveReason
from services.roster.domain.errors import ChildNotFound, MotherNotFound
from services.roster.domain.profile import Knows, PhoneOf, Reads
from services.roster.usecases import queries
from services.roster.usecases.change_profile import ToldOfHerself, change_profile
from services.roster.usecases.erase_mother import erase_mother
from services.roster.usecases.let_mother_leave import let_mother_leave
from services.roster.usecases.profile_queries import possible_buddies, profile_of
from services.roster.usecases.take_offer_of_help import take_offer_of_help
from services.roster.usecases.tell_contacts import tell_contacts
from services.roster.usecases.write_child import add_child, put_child_right
from shared.contracts.roster.children import ChildAdded
from shared.contracts.roster.mothers import (
    ContactChanged,
    ResourceOffered,
    ResourceWithdrawn,
)
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid, StaleVersion
from tests.roster.book import COORDINATOR, TUESDAY, TUESDAY_NOON, Book

LEAP_DAY = date(2024, 2, 29)
COOKS = ToldOfHerself(offers=frozenset({Help.COOK}))


def tells(book, mother_id, told, *, seen=None):
    return change_profile(
        mother_id=mother_id, told=told, seen_version=seen, uow=book.uow()
    )


def profile(book, mother_id):
    return profile_of(mother_id=mother_id, uow=book.uow()).profile


def who_offers(book, kind):
    found = queries.mothers(group_id=None, limit=9, offers=kind, uow=book.uow())
    return [view.mother.id for view in found]


class TestProfile:
    def test_keeps_what_she_tells_and_nothing_else(self, book: Book):
        """
        Every field is hers to give; what is left out the next time is not known.
        """
        nevra, aylin = book.mother("Nevra"), book.mother("Aylin")
        told = ToldOfHerself(
            reads=Reads.A_LITTLE,
            reading_languages=("tr",),
            phone_of=PhoneOf.HERS,
            knows=frozenset({Knows.SCHOOL}),
            offers=frozenset({Help.COOK, Help.TRANSLATE}),
            food_note="ingen nødder",
            buddy_id=aylin,
        )

        tells(book, nevra, told)

        kept = profile(book, nevra)
        assert {name: getattr(kept, name) for name in vars(told)} == vars(told)
        tells(book, nevra, ToldOfHerself(), seen=1)
        assert profile(book, nevra).offers == frozenset()
        assert profile(book, aylin).version == 1

    def test_finds_who_offers_something_also_before_she_has_left(self, book: Book):
        """
        The coordinator asks those who can; who has said no thanks is asked nothing.
        """
        nevra, aylin = book.mother("Nevra"), book.mother("Aylin")
        tells(book, nevra, COOKS)
        tells(book, aylin, COOKS)
        book.decline(aylin)

        assert who_offers(book, Help.COOK) == [nevra]
        assert who_offers(book, Help.TRIP) == []

    def test_finds_what_she_offers_when_she_leaves_too(self, sqlite_book: Book):
        """
        That is a step on her way, and is found like all else that is offered.
        """
        book = sqlite_book
        nevra = book.mother("Nevra")
        let_mother_leave(
            mother_id=nevra,
            reason=LeaveReason.WORK,
            by=Role.COORDINATOR,
            now=TUESDAY_NOON,
            uow=book.uow(),
        )

        mother = take_offer_of_help(
            mother_id=nevra,
            kind=Help.TRIP,
            by=Role.COORDINATOR,
            now=TUESDAY_NOON,
            uow=book.uow(),
        )

        assert mother.enrolment is Enrolment.ALUMNI
        assert who_offers(book, Help.TRIP) == [nevra]
        assert [one.kind for one in book.events(ResourceOffered)] == ["trip"]

    def test_tells_only_what_is_new(self, sqlite_book: Book):
        """
        What is offered and what no more, each once; no note leaves.
        """
        book = sqlite_book
        nevra = book.mother("Nevra")
        book.forget_events()

        tells(book, nevra, COOKS)
        tells(book, nevra, COOKS)
        tells(book, nevra, ToldOfHerself(food_note="vegetar"))

        assert [type(one).__name__ for one in book.events()] == [
            "ResourceOffered",
            "ResourceWithdrawn",
        ]
        assert [one.kind for one in book.events(ResourceWithdrawn)] == ["cook"]

    def test_tells_what_she_reads(self, sqlite_book: Book):
        """
        By that we write to her, also when something else of her contact is new later.
        """
        book = sqlite_book
        nevra = book.mother("Nevra")
        book.forget_events()

        tells(book, nevra, ToldOfHerself(reading_languages=("ar",)))
        tells(book, nevra, ToldOfHerself(reads=Reads.NO, reading_languages=("ar",)))
        tells(book, nevra, ToldOfHerself(reads=Reads.NO, reading_languages=("ar",)))
        tells(book, nevra, ToldOfHerself(reads=Reads.A_LITTLE))

        told = [
            (one.reading_languages, one.does_not_read)
            for one in book.events(ContactChanged)
        ]
        assert told == [(("ar",), False), (("ar",), True), ((), False)]

    def test_is_told_again_of_what_was_written_before(self, sqlite_book: Book):
        """
        The others knew nothing of her reading then; nothing of hers is new by it.
        """
        book = sqlite_book
        nevra, aylin = book.mother("Nevra"), book.mother("Aylin")
        tells(book, nevra, ToldOfHerself(reading_languages=("ar",)))
        before = {
            one.event.mother_id: one.version for one in book.announced(ContactChanged)
        }
        book.forget_events()

        assert tell_contacts(uow=book.uow()) == len({nevra, aylin})

        again = {one.event.mother_id: one for one in book.announced(ContactChanged)}
        assert again[nevra].event.reading_languages == ("ar",)
        assert again[aylin].event.reading_languages == ()
        assert {one: told.version for one, told in again.items()} == before

    @pytest.mark.parametrize("owner", [PhoneOf.HUSBAND, PhoneOf.FAMILY])
    def test_takes_anothers_phone_for_shared(self, sqlite_book: Book, owner):
        """
        Nothing but the neutral text goes to a phone that is not hers alone.
        """
        book = sqlite_book
        nevra = book.mother("Nevra", phone="+4522334455")
        book.forget_events()

        mother, _ = tells(book, nevra, ToldOfHerself(phone_of=owner))

        assert mother.shared_phone
        assert [one.shared_phone for one in book.events(ContactChanged)] == [True]

    @pytest.mark.parametrize(
        ("told", "field"),
        [
            ({"food_note": "x" * 201}, "food_note"),
            ({"food_note": "nød\u202eder"}, "food_note"),
            ({"reading_languages": ("tyrkisk!",)}, "reading_languages"),
            ({"buddy_id": new_id()}, "buddy_id"),
        ],
    )
    def test_refuses_what_cannot_be_by_its_field(self, sqlite_book: Book, told, field):
        """
        Nothing is half-done: a refusal leaves what stood there.
        """
        book = sqlite_book
        nevra = book.mother("Nevra")
        tells(book, nevra, COOKS)

        with pytest.raises(Invalid) as refused:
            tells(book, nevra, ToldOfHerself(**told))

        assert list(refused.value.facts["errors"]) == [field]
        assert profile(book, nevra).offers == {Help.COOK}

    def test_refuses_what_a_colleague_has_written_over(self, sqlite_book: Book):
        """
        Who saw nothing there writes over nothing that has come since.
        """
        book = sqlite_book
        nevra = book.mother("Nevra")
        tells(book, nevra, COOKS, seen=0)

        with pytest.raises(StaleVersion):
            tells(book, nevra, ToldOfHerself(), seen=0)

    def test_lets_her_come_alone_when_her_buddy_is_erased(self, book: Book):
        """
        A buddy may go; nobody can be her own.
        """
        nevra, aylin = book.mother("Nevra"), book.mother("Aylin")
        tells(book, nevra, ToldOfHerself(buddy_id=aylin))
        with pytest.raises(Invalid):
            tells(book, nevra, ToldOfHerself(buddy_id=nevra))

        erase_mother(
            mother_id=aylin,
            cause="she_asked",
            by=COORDINATOR,
            now=TUESDAY_NOON,
            uow=book.uow(),
        )

        assert profile(book, nevra).buddy_id is None
        assert possible_buddies(besides=nevra, uow=book.uow()) == []


class TestChild:
    def test_is_put_beside_her_and_put_right(self, book: Book):
        """
        Born on 29 February is a birthday like another; what changes is told anew.
        """
        nevra = book.mother("Nevra")
        told = {"mother_id": nevra, "today": TUESDAY}
        child = add_child(**told, first_name=None, born_on=LEAP_DAY, uow=book.uow())
        put_child_right(
            **told,
            child_id=child.id,
            first_name="Ada",
            born_on=LEAP_DAY + timedelta(days=1),
            uow=book.uow(),
        )

        [seen] = queries.mother(mother_id=nevra, uow=book.uow()).children
        assert (seen.first_name, seen.version) == ("Ada", 2)
        versions = [one.version for one in book.announced(ChildAdded)]
        assert versions == [1, 2]

    def test_is_born_and_hers(self, sqlite_book: Book):
        """
        One that is to come is refused, and so is another mother's.
        """
        book = sqlite_book
        nevra, [child] = book.mother_with_children("Nevra", born_on=[LEAP_DAY])
        aylin = book.mother("Aylin")
        right = {"child_id": child.id, "first_name": None, "today": TUESDAY}

        with pytest.raises(Invalid):
            put_child_right(
                mother_id=nevra.id,
                born_on=TUESDAY + timedelta(days=1),
                **right,
                uow=book.uow(),
            )
        with pytest.raises(ChildNotFound):
            put_child_right(mother_id=aylin, born_on=LEAP_DAY, **right, uow=book.uow())
        with pytest.raises(MotherNotFound):
            add_child(
                mother_id=new_id(),
                first_name=None,
                born_on=LEAP_DAY,
                today=TUESDAY,
                uow=book.uow(),
            )
