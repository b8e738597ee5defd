"""
Look at an invitation, or use it.
"""

from datetime import datetime

from shared.access.domain.errors import InvitationNotUsable
from shared.access.domain.invitation import Invitation, LinkKind
from shared.access.domain.user import User
from shared.access.storage.book import Book
from shared.kernel.secret import digest_of


def look_at_invitation(
    *, secret: str, kind: LinkKind, now: datetime, book: Book
) -> User:
    """
    Return whom it is for; it can be used afterwards as before.

    Raises InvitationNotUsable.
    """
    found = book.invitations.find(digest_of(secret))
    return _user_of(found, kind=kind, now=now, book=book)


def use_invitation(
    *,
    secret: str,
    kind: LinkKind,
    password_hash: str | None = None,
    now: datetime,
    book: Book,
) -> User:
    """
    Take the invitation away and set her password, if the kind of link asks for one.

    Whoever was signed in under her name is signed out: a new password is also what she
    asks for when somebody else has learnt the old one.

    Raises InvitationNotUsable.
    """
    taken = book.invitations.take(digest_of(secret))
    user = _user_of(taken, kind=kind, now=now, book=book)
    if password_hash is not None:
        user = user.with_password(password_hash)
        book.users.change(user)
        book.sign_ins.end_all_of(user.id)
    return user


def _user_of(
    found: Invitation | None, *, kind: LinkKind, now: datetime, book: Book
) -> User:
    if found is None or not found.is_usable(kind=kind, now=now):
        raise InvitationNotUsable
    user = book.users.get(found.user_id)
    if not user.may_come_in:
        raise InvitationNotUsable
    return user
