"""
Sessions as lists show them: found by when they begin, and counted instead of read.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Integer, bindparam, func, select

from services.roster.domain.attendance import Outcome
from services.roster.storage.tables import attendances, sessions
from shared.db.bulk import among, keys_for
from shared.db.prepared import Prepared

_COUNTS = Prepared(
    lambda on: (
        select(
            attendances.c.session_id,
            attendances.c.outcome,
            func.count().label("number"),
        )
        .where(
            among(attendances.c.session_id, on=on), attendances.c.outcome.is_not(None)
        )
        .group_by(attendances.c.session_id, attendances.c.outcome)
    )
)


def outcomes_of(
    connection: Connection, session_ids: Collection[UUID]
) -> Mapping[UUID, Counter[Outcome]]:
    """
    Return how many lines of each of these registers say what, with one query.
    """
    found: dict[UUID, Counter[Outcome]] = {id_: Counter() for id_ in session_ids}
    if found:
        values = keys_for(connection, session_ids)
        for row in connection.execute(_COUNTS.on(connection), values):
            found[row.session_id][Outcome(row.outcome)] = row.number
    return found


def listing(
    *,
    group_id: UUID | None,
    start: datetime | None,
    end: datetime | None,
    limit: int,
    latest: bool,
) -> tuple[Prepared, dict[str, Any]]:
    """
    Return the query for the sessions between two moments, in their order; its values.
    """
    told = {"group_id": group_id, "start": start, "end": end}
    values = {name: value for name, value in told.items() if value is not None}
    return _between(frozenset(values), latest=latest), values | {"limit": limit}


@cache
def _between(told: frozenset[str], *, latest: bool) -> Prepared:
    columns = sessions.c
    conditions = {
        "group_id": columns.group_id == bindparam("group_id"),
        "start": columns.starts_at >= bindparam("start"),
        "end": columns.starts_at < bindparam("end"),
    }
    order = columns.starts_at.desc() if latest else columns.starts_at.asc()
    return Prepared(
        lambda _on: (
            sessions.select()
            .where(*(conditions[name] for name in sorted(told)))
            .order_by(order, columns.id)
            .limit(bindparam("limit", type_=Integer))
        )
    )
