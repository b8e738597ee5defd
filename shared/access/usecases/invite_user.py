"""
Give a person a way in, by a link that she uses once.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.access.domain.errors import UserNotFound
from shared.access.domain.invitation import LASTS, Invitation, LinkKind
from shared.access.domain.user import User, as_typed
from shared.access.storage.book import Book
from shared.kernel.ids import new_id
from shared.kernel.organisations import THE_FIRST, Organisation, Role
from shared.kernel.secret import digest_of, new_secret


@dataclass(frozen=True, kw_only=True)
class Invited:
    """
    ``secret`` belongs into the link. It is shown now and never again.
    """

    user: User
    secret: str


def invite_user(
    *,
    organisation: Organisation,
    role: Role,
    name: str,
    sign_in_name: str,
    organisation_id: UUID = THE_FIRST,
    now: datetime,
    book: Book,
) -> Invited:
    """
    Write down somebody new, who comes in by the link that is returned.

    Raises RoleNotInOrganisation or SignInNameTaken.
    """
    user = User(
        id=new_id(),
        organisation=organisation,
        organisation_id=organisation_id,
        role=role,
        name=name.strip(),
        sign_in_name=as_typed(sign_in_name),
    )
    book.users.add(user)
    return link_for(user, kind=LinkKind.INVITATION, now=now, book=book)


def invite_again(
    *, user_id: UUID, organisation_id: UUID, now: datetime, book: Book
) -> Invited:
    """
    Give a new link to who has lost hers, or her password; her earlier links end.

    Raises UserNotFound, also for another organisation's and for who was disabled.
    """
    user = book.users.get_in(organisation_id, user_id)
    if not user.may_come_in:
        raise UserNotFound
    return link_for(user, kind=LinkKind.INVITATION, now=now, book=book)


def link_for(user: User, *, kind: LinkKind, now: datetime, book: Book) -> Invited:
    secret = new_secret()
    book.invitations.end_all_of(user.id)
    book.invitations.add(
        Invitation(
            digest=digest_of(secret),
            kind=kind,
            user_id=user.id,
            expires_at=now + LASTS[kind],
        )
    )
    return Invited(user=user, secret=secret)
