"""
Whether two entries may be of one mother: a question to the staff, never an answer.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.roster.domain.search_keys import sound_of, words_of


class Likeness(StrEnum):
    """
    What two entries have in common.
    """

    NUMBER = "number"
    CHILD = "child"
    GROUP = "group"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """
    What an entry is known by, also one that is only being typed.
    """

    group_id: UUID | None
    display_name: str = field(repr=False)
    phone: str | None = field(repr=False)
    born_on: frozenset[date] = field(repr=False)


def likeness(one: Entry, other: Entry) -> frozenset[Likeness]:
    """
    Return what speaks for the same mother, or nothing.

    A number is enough. A name that sounds alike is not, in a whole town: it takes a
    child born on the same day, or the same group.
    """
    found = set()
    if one.phone is not None and one.phone == other.phone:
        found.add(Likeness.NUMBER)
    if sounds_alike(one.display_name, other.display_name):
        if one.born_on & other.born_on:
            found.add(Likeness.CHILD)
        if one.group_id is not None and one.group_id == other.group_id:
            found.add(Likeness.GROUP)
    return frozenset(found)


def sounds_alike(one: str, other: str) -> bool:
    """
    Return whether all words of the shorter name sound like words of the longer.

    Where the sounds of a script are not known, the words themselves are compared.
    """
    shorter, longer = sorted((_heard(one), _heard(other)), key=len)
    return bool(shorter) and shorter <= longer


def pair_of(one_id: UUID, other_id: UUID) -> tuple[UUID, UUID]:
    """
    Return both in the one order in which a pair is kept.
    """
    return (one_id, other_id) if one_id < other_id else (other_id, one_id)


def most_alike_first(found: Collection[Likeness]) -> tuple[bool, int]:
    """
    Return by what a pair is ordered: the same number first, then how much is alike.
    """
    return Likeness.NUMBER not in found, -len(found)


def _heard(name: str) -> frozenset[str]:
    return frozenset(sound_of(word) or word for word in words_of(name))
