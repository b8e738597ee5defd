"""
Who may have been entered twice.
"""

from datetime import date

import pytest

from services.roster.domain.duplicate import Entry, Likeness, sounds_alike
from services.roster.usecases.duplicate_queries import alike, duplicates, side_by_side
from services.roster.usecases.merge_mothers import merge_mothers
from services.roster.usecases.tell_apart import tell_apart
from shared.kernel.refusal import Invalid
from tests.roster.book import COORDINATOR, TUESDAY, TUESDAY_NOON, Book

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
PHONE = "+4522334455"


def pairs(book):
    return {
        frozenset((one.one.mother.id, one.other.mother.id)): one.alike
        for one in duplicates(uow=book.uow())
    }


class TestSoundsAlike:
    @pytest.mark.parametrize(
        ("one", "other", "is_alike"),
        [
            ("Aylin Demir", "Eileen Demir", True),
            ("Aylin", "Aylin Demir", True),
            ("Aylin Demir", "Nevra Demir", False),
            ("فاطمه", "فاطمة", True),
            ("فاطمه", "زينب", False),
            ("", "Aylin", False),
        ],
    )
    def test_compares_each_word(self, one, other, is_alike):
        """
        A family name alone does not make two women one; a name left out does not part.
        """
        assert sounds_alike(one, other) is is_alike
        assert sounds_alike(other, one) is is_alike


class TestDuplicates:
    def test_finds_a_number_a_child_and_a_group(self, book: Book):
        """
        A name that sounds alike takes a child of the same day or the same group; the
        same number stands first.
        """
        elsewhere = book.new_group()
        first, _ = book.mother_with_children("Aylin Demir", born_on=[MARCH])
        same_child, _ = book.mother_with_children(
            "Eileen Demir", born_on=[MARCH], group_id=elsewhere
        )
        same_group = book.mother("Ailin Demir")
        _another, _ = book.mother_with_children(
            "Aylin Demirel", born_on=[APRIL], group_id=book.new_group()
        )
        husband = book.mother("Zeynep", phone=PHONE, shared_phone=True)
        wife = book.mother("Nevra", phone=PHONE, shared_phone=True)

        found = pairs(book)

        assert found == {
            frozenset((first.id, same_child.id)): {Likeness.CHILD},
            frozenset((first.id, same_group)): {Likeness.GROUP},
            frozenset((husband, wife)): {Likeness.NUMBER},
        }
        assert next(iter(found.values())) == {Likeness.NUMBER}

    def test_asks_nobody_again(self, book: Book):
        """
        Of whom somebody has said that they are two, nothing is shown; not even when
        one of them turns out to be a third.
        """
        first, second, third = (book.mother("Aylin") for _ in range(3))
        for one, other in ((second, first), (first, second)):
            tell_apart(
                mother_id=one,
                other_id=other,
                by=COORDINATOR,
                now=TUESDAY_NOON,
                uow=book.uow(),
            )
        assert frozenset((first, second)) not in pairs(book)

        merge_mothers(
            kept_id=third,
            merged_id=second,
            seen_version=None,
            seen_merged_version=None,
            by=COORDINATOR,
            now=TUESDAY_NOON,
            uow=book.uow(),
        )

        assert pairs(book) == {}
        with pytest.raises(Invalid):
            tell_apart(
                mother_id=first,
                other_id=first,
                by=COORDINATOR,
                now=TUESDAY_NOON,
                uow=book.uow(),
            )

    def test_names_her_while_she_is_being_typed(self, book: Book):
        """
        A number, however it was typed, or the sound of her name in the same group.
        """
        aylin = book.mother("Aylin Demir", phone=PHONE)
        book.mother("Nevra")

        def found(**typed):
            entry = {
                "group_id": None,
                "display_name": "",
                "phone": None,
                "born_on": frozenset(),
            }
            views = alike(Entry(**entry | typed), uow=book.uow())
            return [view.mother.id for view in views]

        assert found(phone=PHONE) == [aylin]
        assert found(display_name="Eileen", group_id=book.group_id) == [aylin]
        assert found(display_name="Eileen") == []
        assert found() == []

    def test_shows_both_side_by_side(self, sqlite_book: Book):
        """
        How often she was there is what tells two entries apart at a glance.
        """
        book = sqlite_book
        one, other = book.mother("Aylin"), book.mother("Aylin Demir")
        book.closed(TUESDAY, attended=[other])

        left, right = side_by_side(mother_id=one, other_id=other, uow=book.uow())

        assert (left.attended, left.last_came_on) == (0, None)
        assert (right.attended, right.last_came_on) == (1, TUESDAY)
