"""
Let another organisation in.
"""

from shared.access.domain.errors import OneOfEachKind
from shared.access.domain.organisation import LONGEST_NAME, OneOrganisation
from shared.access.storage.book import Book
from shared.kernel.ids import new_id
from shared.kernel.organisations import Organisation
from shared.kernel.refusal import Invalid

SIDE_BY_SIDE = frozenset({Organisation.DAYCARE, Organisation.HOUSING_TEAM})
"""Of these there may be several in one installation."""


def add_organisation(*, kind: Organisation, name: str, book: Book) -> OneOrganisation:
    """
    Write down another organisation, whose people see what its own groups are about.

    There is one of the health visitors and one intake: what is announced to them goes
    to one queue each, and whoever reads that reads all of it.

    Raises Invalid or OneOfEachKind.
    """
    told = name.strip()
    if not 0 < len(told) <= LONGEST_NAME or not told.isprintable():
        raise Invalid({"name": [f"Write 1 to {LONGEST_NAME} characters."]})
    refuse_unless_side_by_side(kind)
    added = OneOrganisation(id=new_id(), kind=kind, name=told)
    book.organisations.add(added)
    return added


def refuse_unless_side_by_side(kind: Organisation) -> None:
    """
    Refuse a second one of a kind of which there is one, as there is from the start.

    Raises OneOfEachKind.
    """
    if kind not in SIDE_BY_SIDE:
        raise OneOfEachKind(kind=kind)
