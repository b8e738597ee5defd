"""
Let another organisation in.
"""

from shared.access.domain.organisation import LONGEST_NAME, OneOrganisation
from shared.access.storage.book import Book
from shared.kernel.ids import id_of_cause
from shared.kernel.organisations import Organisation
from shared.kernel.refusal import Invalid


def add_organisation(*, kind: Organisation, name: str, book: Book) -> OneOrganisation:
    """
    Write down another organisation, whose people see what its own groups are about.

    One that is there by this name is not written down again.

    Raises Invalid.
    """
    added = organisation_called(kind=kind, name=name, book=book)
    if added not in book.organisations.of_kind(kind):
        book.organisations.add(added)
    return added


def organisation_called(
    *, kind: Organisation, name: str, book: Book
) -> OneOrganisation:
    """
    Return the organisation of this name, or what it will be once it is let in.

    Its id follows from its name: a queue that is declared before it is there is the
    same one when that is tried again.

    Raises Invalid.
    """
    told = name.strip()
    if not 0 < len(told) <= LONGEST_NAME or not told.isprintable():
        raise Invalid({"name": [f"Write 1 to {LONGEST_NAME} characters."]})
    for one in book.organisations.of_kind(kind):
        if one.name == told:
            return one
    its_id = id_of_cause("organisation", kind, told)
    return OneOrganisation(id=its_id, kind=kind, name=told)
