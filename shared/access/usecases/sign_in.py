"""
Begin, recognise and end a sign-in.
"""

from datetime import datetime

from shared.access.domain.sign_in import HowItEnded, Recognised, SignIn
from shared.access.domain.user import User
from shared.access.storage.book import Book
from shared.kernel.ids import new_id
from shared.kernel.secret import digest_of, new_secret


def begin_sign_in(*, user: User, now: datetime, book: Book) -> str:
    """
    Return the secret that the browser shows from now on.

    It is a new one each time: a browser cannot bring its own.
    """
    secret = new_secret()
    book.forget_old(now=now)
    book.sign_ins.add(
        SignIn(id=new_id(), user_id=user.id, begun_at=now, seen_at=now),
        digest=digest_of(secret),
    )
    return secret


def recognise(*, secret: str, now: datetime, book: Book) -> Recognised | None:
    """
    Return the sign-in and whose it is, if it still counts.
    """
    found = book.sign_ins.find(digest_of(secret))
    if found is None:
        return None
    counts = found.sign_in.holds(now=now) and found.user.may_come_in
    return found if counts else None


def how_it_ended(*, secret: str, now: datetime, book: Book) -> HowItEnded:
    """
    Return why a sign-in that a browser still shows does not count any more.

    What is over is forgotten as soon as somebody signs in: then nobody knows.
    """
    found = book.sign_ins.find(digest_of(secret))
    if found is None or not found.user.may_come_in:
        return HowItEnded.NOBODY_KNOWS
    sat_still = found.sign_in.sat_still(now=now)
    return HowItEnded.SAT_STILL if sat_still else HowItEnded.LONG_DAY


def end_sign_in(*, secret: str, book: Book) -> None:
    book.sign_ins.end(digest_of(secret))
