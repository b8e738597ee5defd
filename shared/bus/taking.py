"""
Taking a batch of events on PostgreSQL, with one statement.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Connection,
    Integer,
    Text,
    Uuid,
    bindparam,
    case,
    column,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.types import TypeEngine

from shared.bus.tables import aggregate_versions, inbox
from shared.contracts.envelope import Envelope
from shared.db.prepared import Prepared
from shared.db.types import UTCDateTime

DONE = "done"


@cache
def raised(insert: Any) -> Any:
    """
    Return the insert of versions so that the greater stays, and is told.
    """
    table, given = aggregate_versions.c, insert.excluded
    greater = case((given.version > table.version, given.version), else_=table.version)
    return insert.on_conflict_do_update(
        index_elements=[table.aggregate], set_={"version": greater}
    ).returning(table.aggregate, table.version)


def _taking(_on: Connection) -> Any:
    """
    Note the events as done; raise the versions of the new ones; ask for the newest.

    The rows are written, and so locked, in the same order by everybody.
    """
    arrays: dict[str, TypeEngine[Any]] = {
        "event_id": Uuid(as_uuid=False),
        "event_type": Text(),
        "aggregate": Text(),
        "version": Integer(),
    }
    rows = func.unnest(
        *(bindparam(name, type_=ARRAY(of)) for name, of in arrays.items())
    ).table_valued(*(column(name, of) for name, of in arrays.items()))
    given = select(rows.render_derived()).cte("given")
    now = bindparam("now", type_=UTCDateTime)
    noted = select(given.c.event_id, given.c.event_type, literal(DONE), now)
    new = (
        insert(inbox)
        .from_select(["event_id", "event_type", "state", "received_at"], noted)
        .on_conflict_do_nothing()
        .returning(inbox.c.event_id)
        .cte("new")
    )
    greatest = (
        select(given.c.aggregate, func.max(given.c.version))
        .join(new, new.c.event_id == given.c.event_id)
        .group_by(given.c.aggregate)
        .order_by(given.c.aggregate)
    )
    known = raised(
        insert(aggregate_versions).from_select(["aggregate", "version"], greatest)
    ).cte("known")
    return (
        select(new.c.event_id)
        .select_from(given)
        .join(new, new.c.event_id == given.c.event_id)
        .join(
            known,
            (known.c.aggregate == given.c.aggregate)
            & (known.c.version == given.c.version),
        )
    )


TAKING = Prepared(_taking)


def to_be_taken(by_id: Mapping[UUID, Envelope], *, now: datetime) -> dict[str, Any]:
    """
    Return these events as the values of ``TAKING``.
    """
    ids = sorted(by_id)
    events = [by_id[event_id].event for event_id in ids]
    return {
        "event_id": [event_id.hex for event_id in ids],
        "event_type": [event.event_type for event in events],
        "aggregate": [event.aggregate_key for event in events],
        "version": [by_id[event_id].version for event_id in ids],
        "now": now,
    }
