"""
End a person's way in.
"""

from datetime import datetime
from uuid import UUID

from shared.access.domain.user import User
from shared.access.storage.book import Book


def disable_user(
    *, user_id: UUID, organisation_id: UUID | None, now: datetime, book: Book
) -> User:
    """
    End her sign-ins and her invitations at once; what she has done stays hers.

    An administrator names her own ``organisation_id``; who runs the machine names none.

    Raises UserNotFound, also for another organisation's.
    """
    users = book.users
    user = (
        users.get_in(organisation_id, user_id)
        if organisation_id
        else users.get(user_id)
    )
    ended = user.disabled(at=now)
    book.users.change(ended)
    book.sign_ins.end_all_of(user.id)
    book.invitations.end_all_of(user.id)
    return ended
