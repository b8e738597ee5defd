"""
Whether a log is whole: every look in its place, none changed, none gone, none added.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from shared.looks.chain import End, Link, broken_at
from shared.looks.reading import link_of
from shared.looks.tables import looks, looks_head

_AT_ONCE = 2_000


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """
    What a check has found. ``broken_at`` is the first number that is not as it was.
    """

    checked: int
    end: End
    broken_at: int | None = None

    @property
    def is_whole(self) -> bool:
        return self.broken_at is None


def check_looks(
    connection: Connection, *, newest: int | None = None, known: End | None = None
) -> Verdict:
    """
    Follow the chain from what was forgotten to its end, or its ``newest`` links only.

    The connection shows one moment (``looking``), however long it takes.

    ``known`` is an end that was noted elsewhere: a chain that was made anew as a whole
    does not lead through it.
    """
    head = connection.execute(select(looks_head)).one()
    end = End(number=head.last_number, hash=head.last_hash)
    after = _start(connection, head, newest=newest)
    told = _follow(connection, after=after, end=end)
    if told is None and known is not None and after.number <= known.number:
        told = _differs(connection, known, forgotten=after)
    return Verdict(checked=max(0, end.number - after.number), end=end, broken_at=told)


def _start(connection: Connection, head: Row[Any], *, newest: int | None) -> End:
    begin = End(number=head.forgotten_number, hash=head.forgotten_hash)
    if newest is None or head.last_number - newest <= begin.number:
        return begin
    number = head.last_number - newest
    return End(number=number, hash=_hash_at(connection, number) or "")


def _follow(connection: Connection, *, after: End, end: End) -> int | None:
    """
    Return the first number that is not as it was; what stands after the end is added.
    """
    for links in _pieces(connection, after=after.number):
        found = broken_at(links, after=after)
        if found is not None:
            return found
        after = End(number=links[-1].number, hash=links[-1].hash)
    if after == end:
        return None
    if after.number == end.number:
        return end.number
    return min(after.number, end.number) + 1


def _pieces(connection: Connection, *, after: int) -> Iterator[list[Link]]:
    while True:
        query = select(looks).where(looks.c.number > after).order_by(looks.c.number)
        links = [link_of(row) for row in connection.execute(query.limit(_AT_ONCE))]
        if not links:
            return
        yield links
        after = links[-1].number


def _differs(connection: Connection, known: End, *, forgotten: End) -> int | None:
    if known.number == forgotten.number:
        return None if known.hash == forgotten.hash else known.number
    same = _hash_at(connection, known.number) == known.hash
    return None if same else known.number


def _hash_at(connection: Connection, number: int) -> str | None:
    query = select(looks.c.hash).where(looks.c.number == number)
    return connection.execute(query).scalar_one_or_none()
