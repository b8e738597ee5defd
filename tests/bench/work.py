"""
The work that everybody does: a missed visit in, three rows committed, then an ack.

The rows are an inbox row, a follow-up and an announcement in the outbox. Nothing here
is green, so that peers that know no eventlet may use it; the product's own way to the
same rows stands in ``peers/ours.py``.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Integer, MetaData, Table, Uuid

from shared.bus.tables import with_bus_tables
from shared.contracts.envelope import (
    SOURCE_PREFIX,
    TYPE_PREFIX,
    Envelope,
    new_traceparent,
    schema_name,
    write_envelope,
)
from shared.contracts.outreach import FollowUpOpened
from shared.contracts.roster.attendance import AttendanceMissed
from shared.db.types import UTCDateTime
from shared.kernel.ids import id_of_cause, new_id
from shared.kernel.organisations import Organisation

SESSIONS = 20
_SCHEMA_NAME = schema_name(FollowUpOpened)
TUESDAY_TEN = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)  # ten o'clock in Copenhagen

Row = dict[str, Any]

metadata = MetaData()
follow_ups = Table(
    "follow_ups",
    metadata,
    # Made from the mother and the session: one cause, one follow-up.
    Column("id", Uuid, primary_key=True),
    Column("mother_id", Uuid, nullable=False),
    Column("session_id", Uuid, nullable=False),
    Column("missed_in_a_row", Integer, nullable=False),
    Column("opened_at", UTCDateTime, nullable=False),
)
with_bus_tables(metadata)


def bodies(number: int) -> Iterator[bytes]:
    """
    Return that many missed visits as the roster announces them, each another mother's.
    """
    sessions = [new_id() for _ in range(SESSIONS)]
    for one in range(number):
        yield missed(session_id=sessions[one % SESSIONS], missed_in_a_row=1 + one % 4)


def missed(*, session_id: UUID, missed_in_a_row: int = 1) -> bytes:
    """
    Return a visit that a new mother missed, as the roster announces it.
    """
    event = AttendanceMissed(
        mother_id=new_id(),
        session_id=session_id,
        session_started_at=TUESDAY_TEN,
        session_ended_at=TUESDAY_TEN,
        missed_in_a_row=missed_in_a_row,
        first_visit=False,
    )
    return write_envelope(
        Envelope(
            id=new_id(),
            event=event,
            time=TUESDAY_TEN,
            recorded_at=TUESDAY_TEN,
            version=1,
            organisation=Organisation.DAYCARE,
            correlation_id=new_id(),
            causation_id=None,
            traceparent=new_traceparent(),
        )
    )


def missed_row(session_id: UUID) -> Row:
    """
    Return the outbox row in which the roster's end of a chain keeps that visit.
    """
    return {
        "event_id": str(new_id()),
        "exchange": AttendanceMissed.exchange,
        "routing_key": AttendanceMissed.event_type,
        "body": missed(session_id=session_id),
        "recorded_at": TUESDAY_TEN,
    }


def inbox_row(told: Mapping[str, Any], *, now: datetime) -> Row:
    return {
        "event_id": told["id"],
        "event_type": told["type"].removeprefix(TYPE_PREFIX),
        "state": "done",
        "received_at": now,
    }


def follow_up_row(told: Mapping[str, Any], *, now: datetime) -> Row:
    missed = told["data"]
    mother_id, session_id = missed["mother_id"], missed["session_id"]
    return {
        "id": str(id_of_cause("missed", mother_id, session_id)),
        "mother_id": mother_id,
        "session_id": session_id,
        "missed_in_a_row": missed["missed_in_a_row"],
        "opened_at": now,
    }


def outbox_row(told: Mapping[str, Any], follow_up: Row, *, now: datetime) -> Row:
    """
    Return the announcement: the same envelope as the product's, written by hand.
    """
    event_id = str(new_id())
    return {
        "event_id": event_id,
        "exchange": FollowUpOpened.exchange,
        "routing_key": FollowUpOpened.event_type,
        "body": _announcement(told, follow_up, event_id=event_id, now=now.isoformat()),
        "recorded_at": now,
    }


def _announcement(
    told: Mapping[str, Any], follow_up: Row, *, event_id: str, now: str
) -> bytes:
    content = {
        "specversion": "1.0",
        "id": event_id,
        "source": SOURCE_PREFIX + FollowUpOpened.producer,
        "type": TYPE_PREFIX + FollowUpOpened.event_type,
        "subject": "mother/" + follow_up["mother_id"],
        "time": now,
        "recordedtime": now,
        "datacontenttype": "application/json",
        "dataschema": _SCHEMA_NAME,
        "correlationid": told["correlationid"],
        "causationid": told["id"],
        "traceparent": told["traceparent"],
        "aggregateversion": 1,
        "org": told["org"],
        "sensitivity": FollowUpOpened.sensitivity,
        "data": {
            "mother_id": follow_up["mother_id"],
            "follow_up_id": follow_up["id"],
            "session_id": follow_up["session_id"],
            "session_started_at": told["data"]["session_started_at"],
            "visible_from": now,
            "missed_in_a_row": follow_up["missed_in_a_row"],
        },
    }
    return json.dumps(content, separators=(",", ":")).encode()
