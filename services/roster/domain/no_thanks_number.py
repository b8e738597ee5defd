"""
The no thanks of a mother who was erased: known by her number, and by nothing else.
"""

import hmac
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from services.roster.domain.same_mother import same_name

_BYTES_OF_AN_ID = 16


class HasNumber(Protocol):
    """
    Somebody who is to be entered, or was: with a number that may be another's too.
    """

    @property
    def display_name(self) -> str: ...
    @property
    def phone(self) -> str | None: ...
    @property
    def shared_phone(self) -> bool: ...


@dataclass(kw_only=True)
class NoThanksNumber:
    """
    A number whose owner has said no thanks, and when. ``id`` is a keyed hash.
    """

    id: UUID
    said_on: date

    def is_lifted_by(self, said_yes_on: date | None) -> bool:
        """
        Return whether she has herself said yes since: on a later day, as always.
        """
        return said_yes_on is not None and said_yes_on > self.said_on


def mark_of(told: HasNumber, *, key: str) -> UUID | None:
    """
    Return by what a no thanks is kept, or None where there is no number.

    Without the key nobody finds the number by trying all there are. Where the phone is
    shared, the name counts too: the no thanks was hers alone.
    """
    alone, with_name = marks_of(told, key=key) or (None, None)
    return with_name if told.shared_phone else alone


def marks_of(told: HasNumber, *, key: str) -> tuple[UUID, ...]:
    """
    Return by what her no thanks may be known: the number, alone and with the name.

    Whether she is said to share the phone today does not matter.
    """
    if told.phone is None:
        return ()
    with_name = told.phone + "\n" + same_name(told.display_name)
    return tuple(_mark(meant, key=key) for meant in (told.phone, with_name))


def _mark(meant: str, *, key: str) -> UUID:
    digest = hmac.new(key.encode(), meant.encode(), sha256).digest()
    return UUID(bytes=digest[:_BYTES_OF_AN_ID])
