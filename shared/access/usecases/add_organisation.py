"""
Let another organisation in.
"""

from shared.access.domain.errors import OrganisationIsThere
from shared.access.domain.organisation import LONGEST_NAME, OneOrganisation
from shared.access.storage.book import Book
from shared.kernel.ids import id_of_cause
from shared.kernel.organisations import Organisation
from shared.kernel.refusal import Invalid


def add_organisation(*, kind: Organisation, name: str, book: Book) -> OneOrganisation:
    """
    Write down another organisation, whose people see what its own groups are about.

    Raises Invalid, or OrganisationIsThere for a name that one of its kind has.
    """
    added = organisation_to_be(kind=kind, name=name, book=book)
    book.organisations.add(added)
    return added


def organisation_to_be(*, kind: Organisation, name: str, book: Book) -> OneOrganisation:
    """
    Return what an organisation will be once it is let in.

    Its id follows from its name: a queue that is declared before it is there is the
    same one when that is tried again.

    Raises Invalid, or OrganisationIsThere: two municipalities may call theirs the same,
    and the second must not work as the first.
    """
    told = name.strip()
    if not 0 < len(told) <= LONGEST_NAME or not told.isprintable():
        raise Invalid({"name": [f"Write 1 to {LONGEST_NAME} characters."]})
    for one in book.organisations.of_kind(kind):
        if one.name == told:
            raise OrganisationIsThere(id=one.id)
    its_id = id_of_cause("organisation", kind, told)
    return OneOrganisation(id=its_id, kind=kind, name=told)
