"""
A child that was entered by mistake, here and to the others.
"""

from datetime import date, timedelta
from uuid import UUID

import pytest

from services.roster.domain.errors import ChildNotFound
from services.roster.usecases import queries
from services.roster.usecases.forget_removed_children import forget_removed_children
from services.roster.usecases.merge_mothers import merge_mothers
from services.roster.usecases.note_matter import (
    note_matter_closed,
    note_matter_opened,
)
from services.roster.usecases.remove_child import (
    bring_child_back,
    remove_child,
    removed_children,
)
from services.roster.usecases.tell_birthdays import tell_birthdays
from services.roster.usecases.write_child import put_child_right
from shared.config import KeptFor
from shared.contracts.roster.children import ChildAdded, ChildRemoved
from tests.roster.book import COORDINATOR, TUESDAY, TUESDAY_NOON

A_DAY = KeptFor().removed_children
MARCH = date(2026, 3, 1)
A_REFERRAL = UUID(int=7)
A_WEEK_LATER = TUESDAY_NOON + timedelta(days=7)


def remove(book, mother, child):
    remove_child(
        mother_id=mother.id, child_id=child.id, now=TUESDAY_NOON, uow=book.uow()
    )


def bring_back(book, mother, child):
    bring_child_back(mother_id=mother.id, child_id=child.id, uow=book.uow())


def removed(book, mother, *, now=TUESDAY_NOON):
    """
    Return whom one tap brings back.
    """
    found = removed_children(
        mother_id=mother.id, kept=A_DAY, now=now, uow=book.uow(now=now)
    )
    return [one.id for one in found]


def kept_of(book, mother):
    """
    Return who is kept at all.
    """
    with book.uow().reading() as uow:
        return [one.id for one in uow.children.removed_of(mother.id)]


def listed(book, mother):
    return queries.mother(mother_id=mother.id, uow=book.uow()).children


def told(book):
    return [
        (one.event.child_id, type(one.event), one.version)
        for one in book.announced()
        if isinstance(one.event, ChildAdded | ChildRemoved)
    ]


class TestRemovedChild:
    def test_stands_nowhere_and_is_brought_back_by_a_tap(self, book):
        """
        The others hear of both, each newer than the word before.
        """
        nevra, [child] = book.mother_with_children("Nevra", born_on=[MARCH])
        remove(book, nevra, child)
        gone = listed(book, nevra)
        kept = removed(book, nevra)
        bring_back(book, nevra, child)

        assert (gone, kept) == ([], [child.id])
        assert [one.id for one in listed(book, nevra)] == [child.id]
        assert told(book) == [
            (child.id, ChildAdded, 1),
            (child.id, ChildRemoved, 2),
            (child.id, ChildAdded, 3),
        ]

    def test_is_deleted_after_a_day(self, book):
        """
        What never was is not kept; until then a tap undoes it, and not after.
        """
        nevra, [child] = book.mother_with_children("Nevra", born_on=[MARCH])
        remove(book, nevra, child)
        in_time = TUESDAY_NOON + A_DAY
        for now in (in_time, in_time + timedelta(minutes=1)):
            left = removed(book, nevra, now=in_time)
            forget_removed_children(kept=A_DAY, now=now, uow=book.uow())

        assert left == [child.id]
        with pytest.raises(ChildNotFound):
            bring_back(book, nevra, child)

    def test_is_deleted_only_when_nothing_is_in_hand_about_it(self, book):
        """
        A home visit that names it, or names no child, is open: to refuse would tell of
        it. One for its sister is not about it.
        """
        nevra, children = book.mother_with_children(
            "Nevra", born_on=[MARCH, MARCH - timedelta(days=400)]
        )
        child, sister = children
        remove(book, nevra, child)
        kept = []
        for named in (child.id, None, sister.id):
            note_matter_opened(
                matter_id=A_REFERRAL,
                mother_id=nevra.id,
                child_id=named,
                uow=book.uow(),
            )
            forget_removed_children(kept=A_DAY, now=A_WEEK_LATER, uow=book.uow())
            kept.append(kept_of(book, nevra))

        assert kept == [[child.id], [child.id], []]

    def test_is_not_shown_when_it_is_kept_for_longer(self, sqlite_book):
        """
        Whoever still saw it could tell that something is in hand.
        """
        nevra, [child] = sqlite_book.mother_with_children("Nevra", born_on=[MARCH])
        remove(sqlite_book, nevra, child)

        assert removed(sqlite_book, nevra) == [child.id]
        assert removed(sqlite_book, nevra, now=A_WEEK_LATER) == []
        assert kept_of(sqlite_book, nevra) == [child.id]

    def test_is_deleted_when_what_was_in_hand_has_ended(self, sqlite_book):
        """
        A home visit that has ended is about nobody.
        """
        nevra, [child] = sqlite_book.mother_with_children("Nevra", born_on=[MARCH])
        note_matter_opened(
            matter_id=A_REFERRAL,
            mother_id=nevra.id,
            child_id=child.id,
            uow=sqlite_book.uow(),
        )
        remove(sqlite_book, nevra, child)
        note_matter_closed(
            matter_id=A_REFERRAL,
            mother_id=nevra.id,
            now=TUESDAY_NOON,
            uow=sqlite_book.uow(),
        )
        forget_removed_children(kept=A_DAY, now=A_WEEK_LATER, uow=sqlite_book.uow())

        assert kept_of(sqlite_book, nevra) == []

    def test_has_no_birthday_and_is_not_put_right(self, sqlite_book):
        """
        A page that was open meanwhile does not bring it back by the way.
        """
        nevra, [child] = sqlite_book.mother_with_children("Nevra", born_on=[MARCH])
        remove(sqlite_book, nevra, child)

        assert (
            tell_birthdays(
                now=TUESDAY_NOON + timedelta(days=365), uow=sqlite_book.uow()
            )
            == 0
        )
        with pytest.raises(ChildNotFound):
            put_child_right(
                mother_id=nevra.id,
                child_id=child.id,
                first_name="Ada",
                born_on=MARCH,
                today=TUESDAY,
                uow=sqlite_book.uow(),
            )

    def test_goes_under_every_id_that_the_others_know(self, sqlite_book):
        """
        One that was entered twice is the same mistake twice.
        """
        kept, [child] = sqlite_book.mother_with_children("Nevra", born_on=[MARCH])
        other, [twin] = sqlite_book.mother_with_children("Nevra", born_on=[MARCH])
        merge_mothers(
            kept_id=kept.id,
            merged_id=other.id,
            seen_version=None,
            seen_merged_version=None,
            by=COORDINATOR,
            now=TUESDAY_NOON,
            uow=sqlite_book.uow(),
        )
        sqlite_book.forget_events()
        remove(sqlite_book, kept, child)

        assert sorted(told(sqlite_book)) == sorted(
            [(child.id, ChildRemoved, 2), (twin.id, ChildRemoved, 3)]
        )
