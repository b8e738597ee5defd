"""
The list of mothers, page by page.
"""

from uuid import UUID

import pytest

from services.roster.domain.enrolment import Enrolment
from services.roster.domain.errors import MotherNotFound
from services.roster.usecases import page_of_mothers as pages
from services.roster.usecases.page_of_mothers import PageOfMothers, page_of_mothers
from tests.roster.book import Book

NAMES = ["Åsa", "Efua", "Nevra", "Nevra", "Çiğdem"]


@pytest.fixture
def two_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "ON_A_PAGE", 2)


def page(book: Book, **asked: object) -> PageOfMothers:
    return page_of_mothers(**{"group_id": None, **asked}, uow=book.uow())


def ids_on_all_pages(book: Book, **asked: object) -> list[list[UUID]]:
    found, after = [], None
    while True:
        seen = page(book, after=after, **asked)
        found.append([one.mother.id for one in seen.mothers])
        after = seen.next_after
        if after is None:
            return found


@pytest.mark.usefixtures("two_on_a_page")
class TestPages:
    def test_show_everybody_once_in_the_order_of_names(self, book):
        """
        Two of one name stand beside each other, and no page leaves one of them out.
        """
        added = {book.mother(name) for name in NAMES}
        whole = [one.mother.id for one in page(book).mothers]

        found = ids_on_all_pages(book)

        assert [len(ids) for ids in found] == [2, 2, 1]
        assert {one for ids in found for one in ids} == added
        assert found[0] == whole

    def test_hold_one_group_and_one_place_on_the_way(self, sqlite_book):
        """
        The group and where they stand are asked for together.
        """
        book = sqlite_book
        other = book.new_group()
        here = [book.mother(name) for name in NAMES[:3]]
        there = book.mother("Sofia", group_id=other)
        book.decline(here[0])

        assert ids_on_all_pages(book, group_id=other) == [[there]]
        assert ids_on_all_pages(
            book, group_id=book.group_id, enrolment=Enrolment.ACTIVE
        ) == [[here[1], here[2]]]

    def test_behind_nobody_are_none(self, sqlite_book):
        """
        Whoever was erased since is no place on the list: it is not begun anew unasked.
        """
        with pytest.raises(MotherNotFound):
            page(sqlite_book, after=UUID(int=7))
