"""
Undo that somebody was shut out.
"""

from uuid import UUID

from shared.access.domain.user import User
from shared.access.storage.book import Book


def let_in_again(*, user_id: UUID, organisation_id: UUID, book: Book) -> User:
    """
    Let her sign in as before; the sign-ins and links that were ended stay ended.

    Raises UserNotFound, also for another organisation's.
    """
    again = book.users.get_in(organisation_id, user_id).let_in_again()
    book.users.change(again)
    return again
