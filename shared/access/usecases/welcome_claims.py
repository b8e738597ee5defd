"""
Let in whom another organisation's sign-in knows.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from shared.access.domain.errors import NoRoleHere
from shared.access.domain.user import User
from shared.access.storage.book import Book
from shared.kernel.ids import new_id
from shared.kernel.organisations import THE_FIRST, Organisation, Role


@dataclass(frozen=True, kw_only=True)
class Claims:
    """
    What the other side says of her. The role is what our settings make of it.
    """

    issuer: str
    subject: str
    name: str
    role: Role
    organisation: Organisation
    organisation_id: UUID = THE_FIRST


def welcome_claims(*, claims: Claims, book: Book) -> User:
    """
    Return her, made at her first visit; her role is what the other side says today.

    Raises NoRoleHere for who was disabled here, whatever the other side says.
    """
    known = book.users.known_as(issuer=claims.issuer, subject=claims.subject)
    if known is None:
        return _added(claims, book=book)
    if not known.may_come_in:
        raise NoRoleHere
    user = replace(_moved(known, claims), name=claims.name)
    if user != known:
        book.users.change(user)
    return user


def _moved(known: User, claims: Claims) -> User:
    return known.in_role(claims.role, claims.organisation, claims.organisation_id)


def _added(claims: Claims, *, book: Book) -> User:
    user = User(id=new_id(), **vars(claims))
    book.users.add(user)
    return user
