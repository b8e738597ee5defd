"""
Taking events on PostgreSQL: a batch with one statement, one event with two small ones.

For one event the large statement takes longer to plan than the two, and these go to the
server together with all else that is asked about the event.
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
    cast,
    column,
    exists,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.types import TypeEngine

from shared.bus.tables import aggregate_versions, inbox
from shared.contracts.envelope import Envelope
from shared.db.ahead import Question
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


def _noting(_on: Connection) -> Any:
    """
    Note one event as done; ask for its id if it is new.
    """
    names = ("event_id", "event_type", "received_at")
    given = {name: bindparam(name, type_=inbox.c[name].type) for name in names}
    noted = insert(inbox).values(state=DONE, **given)
    return noted.on_conflict_do_nothing().returning(inbox.c.event_id)


def _raising(_on: Connection) -> Any:
    """
    Raise the version that one event tells of, and ask for what is known then.

    Of an event that is kept as failing it is not raised: it has had no effect yet.
    """
    key = bindparam("event_id", type_=inbox.c.event_id.type)
    told = select(
        cast(bindparam("aggregate"), Text()), cast(bindparam("version"), Integer())
    ).where(exists().where(inbox.c.event_id == key, inbox.c.state == DONE))
    given = insert(aggregate_versions).from_select(["aggregate", "version"], told)
    return raised(given)


NOTING, RAISING = Prepared(_noting), Prepared(_raising)


def to_take(
    envelope: Envelope, *, now: datetime, connection: Connection
) -> tuple[Question, Question]:
    """
    Return the two questions by which one event is taken.
    """
    note = {
        "event_id": envelope.id,
        "event_type": envelope.event.event_type,
        "received_at": now,
    }
    version = {
        "event_id": envelope.id,
        "aggregate": envelope.event.aggregate_key,
        "version": envelope.version,
    }
    return (
        Question(NOTING.on(connection), note),
        Question(RAISING.on(connection), version),
    )


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
