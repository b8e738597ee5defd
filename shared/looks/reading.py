"""
What a leader samples, and what a mother is told.
"""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from operator import eq, ge, lt
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Engine, String, cast, func, select

from shared.db.reading import reading
from shared.looks.chain import Link
from shared.looks.look import Look
from shared.looks.tables import looks

_LOOK = tuple(Look.__dataclass_fields__)


def looking(engine: Engine) -> AbstractContextManager[Connection]:
    """
    Only look, at one moment: what is written meanwhile is not seen.
    """
    return reading(engine, at_one_moment=True)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """
    Which looks are asked for; ``organisation`` narrows it to those of one's own.

    ``users`` does the same where there are several organisations of a kind.
    Of an id its end is enough: pages show no more of it.
    """

    person_id: UUID | str | None = None
    user_id: UUID | str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None
    organisation: str | None = None
    users: Collection[UUID] | None = None

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        told = (
            (looks.c.person_id, _is, self.person_id),
            (looks.c.user_id, _is, self.user_id),
            (looks.c.organisation, eq, self.organisation),
            (looks.c.at, ge, self.since),
            (looks.c.at, lt, self.until),
            (looks.c.number, lt, self.before),
        )
        found = [
            compared(column, value)
            for column, compared, value in told
            if value is not None
        ]
        hers = [] if self.users is None else [looks.c.user_id.in_(self.users)]
        return [*found, *hers]


def _is(column: ColumnElement[Any], told: Any) -> ColumnElement[bool]:
    if isinstance(told, UUID):
        return column == told
    # Both databases write an id's end alike, with and without its strokes.
    return cast(column, String).endswith(told, autoescape=True)


def newest(connection: Connection, asked: Asked, *, limit: int) -> list[Link]:
    query = select(looks).where(*asked.conditions).order_by(looks.c.number.desc())
    return [link_of(row) for row in connection.execute(query.limit(limit))]


def numbers_since(connection: Connection, since: datetime) -> range:
    """
    Return the numbers of what was looked at since then; there is no gap in them.
    """
    ends = select(func.min(looks.c.number), func.max(looks.c.number))
    first, last = connection.execute(ends.where(looks.c.at >= since)).one()
    return range(0) if first is None else range(first, last + 1)


def drawn(connection: Connection, numbers: Sequence[int], asked: Asked) -> list[Link]:
    """
    Return those of the numbers that are asked for, in the order in which they came.
    """
    query = select(looks).where(looks.c.number.in_(numbers), *asked.conditions)
    found = {row.number: link_of(row) for row in connection.execute(query)}
    return [found[number] for number in numbers if number in found]


def link_of(row: Any) -> Link:
    look = Look(**{name: getattr(row, name) for name in _LOOK})
    return Link(number=row.number, look=look, hash=row.hash)
