"""
The log's transactions: one writer at a time, short, and nothing else in them.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    bindparam,
    func,
    select,
    update,
)

from shared.db.bulk import insert_of, is_file
from shared.db.turns import having_turn
from shared.looks.chain import End, Link, linked
from shared.looks.look import Look
from shared.looks.tables import looks, looks_head

ONE_LOOK = timedelta(minutes=5)
"""A page that is open renews itself: within this time it is still the same look."""
_SHOWN = (looks.c.person_id, looks.c.part, looks.c.purpose, looks.c.criterion)


def write_looks(engine: Engine, told: Sequence[Look]) -> None:
    """
    Write down one person's looks of one moment, and commit them.

    What she has looked at a moment ago is not written again. Two statements, whatever
    there is to write.

    Raises NoTurn, or whatever the database says: then nothing may be shown.
    """
    if not told:
        return
    with writing(engine) as connection:
        end, known = _where_it_ends(connection, told[0])
        fresh = [look for look in told if look.shown not in known]
        if fresh:
            _append(connection, linked(fresh, after=end))
            connection.commit()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """
    Wait for one's turn; what is not committed in the block is undone.

    Raises NoTurn.
    """
    with having_turn(engine), engine.connect() as connection:
        yield connection


def _where_it_ends(connection: Connection, look: Look) -> tuple[End, set[Any]]:
    """
    Lock the chain's end, and return it with what the same person saw a moment ago.

    Two of her requests at once may both find that she saw nothing, and write it twice:
    that is one row too many, and none too few.
    """
    hers = (
        looks.c.user_id == look.user_id,
        looks.c.role == look.role,
        looks.c.organisation == look.organisation,
        looks.c.at > look.at - ONE_LOOK,
    )
    recent = select(_as_list(connection)).where(*hers).scalar_subquery()
    query = select(looks_head, recent.label("recent")).with_for_update(of=looks_head)
    row = connection.execute(query).one()
    return End(number=row.last_number, hash=row.last_hash), _read(row)


def _as_list(connection: Connection) -> ColumnElement[Any]:
    if is_file(connection):
        return func.json_group_array(func.json_array(*_SHOWN))
    return func.json_agg(func.json_build_array(*_SHOWN))


def _read(row: Row[Any]) -> set[Any]:
    told = json.loads(row.recent) if isinstance(row.recent, str) else row.recent
    return {
        (None if person is None else UUID(person), part, purpose, criterion)
        for person, part, purpose, criterion in told or ()
    }


def _append(connection: Connection, links: Sequence[Link]) -> None:
    rows = [_row(link) for link in links]
    end = {"end_number": links[-1].number, "end_hash": links[-1].hash}
    moved = update(looks_head).values(
        last_number=bindparam("end_number"), last_hash=bindparam("end_hash")
    )
    insert, values = insert_of(connection, looks, rows)
    if is_file(connection):
        connection.execute(insert, values)
        connection.execute(moved, end)
        return
    connection.execute(moved.add_cte(insert.cte("written")), {**values, **end})


def _row(link: Link) -> dict[str, Any]:
    return {"number": link.number, **vars(link.look), "hash": link.hash}
