"""
Let another organisation in.
"""

from shared.access.domain.errors import OneOfEachKind
from shared.access.domain.organisation import LONGEST_NAME, OneOrganisation
from shared.access.storage.book import Book
from shared.kernel.ids import new_id
from shared.kernel.organisations import Organisation
from shared.kernel.refusal import Invalid


def add_organisation(*, kind: Organisation, name: str, book: Book) -> OneOrganisation:
    """
    Write down another organisation, whose people see what its own groups are about.

    A second one of a kind is refused until every service keeps the two apart.

    Raises Invalid or OneOfEachKind.
    """
    told = name.strip()
    if not 0 < len(told) <= LONGEST_NAME or not told.isprintable():
        raise Invalid({"name": [f"Write 1 to {LONGEST_NAME} characters."]})
    if book.organisations.of_kind(kind):
        raise OneOfEachKind(kind=kind)
    added = OneOrganisation(id=new_id(), kind=kind, name=told)
    book.organisations.add(added)
    return added
