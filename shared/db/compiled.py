"""
A statement as text with its values in order: what goes together in one message.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy.dialects.postgresql import psycopg2

_DIALECT = psycopg2.dialect(paramstyle="format")  # type: ignore[no-untyped-call]


class NotAsOneText(TypeError):
    """
    The text of this statement depends on its values: write it with ``any`` or ``or``.
    """


class Compiled:
    """
    A statement for PostgreSQL, compiled once.
    """

    def __init__(self, statement: Any) -> None:
        compiled = statement.compile(dialect=_DIALECT)
        if compiled.post_compile_params:
            raise NotAsOneText
        self.text: str = compiled.string
        self._order: list[str] = compiled.positiontup
        self._sent_as = compiled._bind_processors  # noqa: SLF001 - executing would do the same.
        self._given = {
            name: one.value for name, one in compiled.binds.items() if not one.required
        }

    def in_order(self, values: Mapping[str, Any]) -> list[Any]:
        """
        Return the values as they stand in the statement, each as its type sends it.
        """
        told = self._given | dict(values)
        return [
            self._sent_as[name](told[name]) if name in self._sent_as else told[name]
            for name in self._order
        ]


@cache
def compiled(statement: Any) -> Compiled:
    return Compiled(statement)
