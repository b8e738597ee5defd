"""
Count a try to sign in before anything is looked at.
"""

from datetime import datetime
from hashlib import sha256

from shared.access.domain.errors import TooManyTries
from shared.access.domain.tries import OF_ACCOUNT, OF_ADDRESS, OF_LINKS
from shared.access.storage.book import Book


def count_try(
    *, sign_in_name: str, address: str, browser: str = "", now: datetime, book: Book
) -> int:
    """
    Return 0, or the seconds to wait.

    Counting comes first: who sends a thousand at once does not get them all in before
    the first is counted. A ``browser`` at which she has signed in before is counted by
    itself, so that nobody else keeps her out of it.
    """
    limits = {_account(sign_in_name): OF_ACCOUNT, _address(address): OF_ADDRESS}
    if browser:
        limits = {_browser(browser): OF_ACCOUNT}
    waits = [0]
    for subject, limit in limits.items():
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


def forgive_tries(
    *, sign_in_name: str, address: str, browser: str = "", book: Book
) -> None:
    """
    Forget the tries of who was right in the end; those from elsewhere are not hers.
    """
    if browser:
        book.tries.forgive(_browser(browser))
        return
    book.tries.forgive(_account(sign_in_name))
    book.tries.take_back(_address(address))


def refuse_after_wrong_links(*, address: str, now: datetime, book: Book) -> None:
    """
    Refuse an address from which too many links were tried that open nothing.

    Raises TooManyTries.
    """
    found = book.tries.find(_links(address), now=now)
    if found is not None and found.number >= OF_LINKS:
        raise TooManyTries(seconds=found.seconds_left(now=now))


def count_wrong_link(*, address: str, now: datetime, book: Book) -> None:
    """
    Count a link that opens nothing; one that is good is not counted, nor written down.
    """
    book.tries.count(_links(address), now=now)


def _account(sign_in_name: str) -> str:
    return sha256(f"account {sign_in_name}".encode()).hexdigest()


def _browser(browser: str) -> str:
    return sha256(f"browser {browser}".encode()).hexdigest()


def _address(address: str) -> str:
    return sha256(f"address {address}".encode()).hexdigest()


def _links(address: str) -> str:
    return sha256(f"links {address}".encode()).hexdigest()
