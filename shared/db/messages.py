"""
Statements that go to PostgreSQL in one message, each planned once on a connection.

To read a statement of forty columns and to plan it takes PostgreSQL three times as long
as to answer it. So each is prepared when a connection first sends it, in the same
message, and from then on only its values are sent. The text stays what a log, or
whoever counts statements, gets to see.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import count
from typing import NamedTuple

_KINDS = (
    "UUID|TEXT|INTEGER|BIGINT|BOOLEAN|DATE|JSON|BYTEA|VARCHAR(?:\\(\\d+\\))?"
    "|TIMESTAMP WITH(?:OUT)? TIME ZONE|TIME WITHOUT TIME ZONE"
)
# A value's place, with what the value is to be taken as: an array of texts becomes one
# of ids only where it is said.
_PLACE = re.compile(f"%s((?:::(?:{_KINDS})(?:\\[\\])?)?)")


class _Ready(NamedTuple):
    """
    A statement as it is prepared, and the places of its values as they are sent.
    """

    text: str
    places: str


class Message(str):
    """
    The text of several statements, which knows where each begins.

    ``before`` and ``after`` are short commands without values.
    """

    __slots__ = ("after", "before", "statements")

    before: Sequence[str]
    statements: Sequence[str]
    after: Sequence[str]

    @classmethod
    def of(
        cls,
        statements: Sequence[str],
        *,
        before: Sequence[str] = (),
        after: Sequence[str] = (),
    ) -> "Message":
        made = cls(";\n".join([*before, *statements, *after]))
        made.before, made.statements, made.after = before, statements, after
        return made


class Kept:
    """
    What one connection has prepared.
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._numbers = count()

    def as_sent(self, message: Message) -> tuple[str, dict[str, str]]:
        """
        Return what is sent for a message, and the names that it prepares.

        ``keep`` them when it has worked. After an error nobody knows what was reached,
        and a name is never given twice.
        """
        texts = list(message.before)
        new: dict[str, str] = {}
        for statement in message.statements:
            ready = _ready(statement)
            name = self._names.get(statement) or new.get(statement)
            if name is None:
                name = new[statement] = f"kept_{next(self._numbers)}"
                texts.append(f"PREPARE {name} AS {ready.text}")
            texts.append(f"EXECUTE {name}{ready.places}")
        return ";\n".join([*texts, *message.after]), new

    def keep(self, names: dict[str, str]) -> None:
        self._names |= names


@cache
def _ready(statement: str) -> _Ready:
    numbers = count(1)
    text = _PLACE.sub(lambda found: f"${next(numbers)}{found[1]}", statement)
    places = ", ".join(f"%s{kind}" for kind in _PLACE.findall(statement))
    return _Ready(text, f"({places})" if places else "")
