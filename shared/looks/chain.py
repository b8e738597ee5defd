"""
The chain: each look's hash is over what it says and over the hash before it.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from shared.looks.look import Look

BEGINNING = "0" * 64
"""What stands in the place of a hash before the first look."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """
    A look in its place. ``number`` counts from 1 without a gap.
    """

    number: int
    look: Look
    hash: str


@dataclass(frozen=True, kw_only=True)
class End:
    """
    How far a chain has come: the number and the hash of its last link.
    """

    number: int
    hash: str


NOWHERE = End(number=0, hash=BEGINNING)


def hash_of(look: Look, *, number: int, before: str) -> str:
    """
    Return the hash of a look in its place; a change of anything in it is another hash.
    """
    told = [
        before,
        number,
        look.at.astimezone(UTC).isoformat(timespec="microseconds"),
        str(look.user_id),
        look.role,
        look.organisation,
        None if look.person_id is None else str(look.person_id),
        look.part,
        look.purpose,
        look.criterion,
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def linked(looks: Iterable[Look], *, after: End) -> list[Link]:
    """
    Put looks at the end of a chain.
    """
    links = []
    for look in looks:
        number = after.number + 1
        told = hash_of(look, number=number, before=after.hash)
        after = End(number=number, hash=told)
        links.append(Link(number=number, look=look, hash=told))
    return links


def broken_at(links: Iterable[Link], *, after: End) -> int | None:
    """
    Return the number of the first link that does not follow from the one before it.
    """
    for link in links:
        number = after.number + 1
        expected = hash_of(link.look, number=number, before=after.hash)
        if (link.number, link.hash) != (number, expected):
            return number
        after = End(number=number, hash=expected)
    return None
