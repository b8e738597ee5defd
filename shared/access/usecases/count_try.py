"""
Count a try to sign in before anything is looked at.
"""

from datetime import datetime
from hashlib import sha256

from shared.access.domain.errors import TooManyTries
from shared.access.domain.tries import OF_ACCOUNT, OF_ADDRESS
from shared.access.storage.book import Book


def count_try(*, sign_in_name: str, address: str, now: datetime, book: Book) -> int:
    """
    Return 0, or the seconds to wait.

    Counting comes first: who sends a thousand at once does not get them all in before
    the first is counted.
    """
    limits = ((_account(sign_in_name), OF_ACCOUNT), (_address(address), OF_ADDRESS))
    waits = [0]
    for subject, limit in limits:
        counted = book.tries.count(subject, now=now)
        if counted.is_too_many(limit):
            waits.append(counted.seconds_left(now=now))
    return max(waits)


def refuse_if_waiting(seconds: int) -> None:
    """
    Refuse whoever has to wait.

    Raises TooManyTries.
    """
    if seconds:
        raise TooManyTries(seconds=seconds)


def forgive_tries(*, sign_in_name: str, address: str, book: Book) -> None:
    """
    Forget the tries of who was right in the end.
    """
    book.tries.forgive(_account(sign_in_name))
    book.tries.take_back(_address(address))


def _account(sign_in_name: str) -> str:
    return sha256(f"account {sign_in_name}".encode()).hexdigest()


def _address(address: str) -> str:
    return sha256(f"address {address}".encode()).hexdigest()
