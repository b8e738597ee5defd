"""
The envelope around every event: CloudEvents 1.0, structured JSON, as the whole body.

https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from marshmallow import EXCLUDE, Schema, ValidationError, fields
from marshmallow.validate import Equal, OneOf, Range, Regexp

from shared.contracts.event import Event, Sensitivity
from shared.contracts.patterns import TRACEPARENT
from shared.contracts.quick import (
    content_of,
    moment_of,
    read_content,
    read_wire,
    to_json,
)
from shared.contracts.registry import EVENT_OF_TYPE
from shared.contracts.schemas import read_event
from shared.kernel.organisations import Organisation

TYPE_PREFIX = "dk.babygruppe."
SOURCE_PREFIX = "/babygruppe/"
CONTENT_TYPE = "application/cloudevents+json"
_EVENT_OF_FULL_TYPE = {
    TYPE_PREFIX + event_type: event for event_type, event in EVENT_OF_TYPE.items()
}
LARGEST_BODY = 262_144  # bytes; an event is ids and codes, so far below this.


class Undecodable(Exception):
    """
    A message that cannot be read; ``reason`` is a code and never quotes the message.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """
    An event and what is known about its making.

    ``time`` is when it happened, ``recorded_at`` when the software learned of it;
    ``version`` is the aggregate's, and the greater one wins.
    """

    id: UUID
    event: Event
    time: datetime
    recorded_at: datetime
    version: int
    organisation: Organisation
    correlation_id: UUID
    causation_id: UUID | None
    traceparent: str


class _EnvelopeSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    specversion = fields.String(required=True, validate=Equal("1.0"))
    id = fields.UUID(required=True)
    source = fields.String(
        required=True, validate=Regexp(rf"^{SOURCE_PREFIX}[a-z_]+\Z")
    )
    type = fields.String(
        required=True, validate=Regexp(r"^dk\.babygruppe\.[a-z_.]+v\d+\Z")
    )
    subject = fields.String(required=True)
    time = fields.AwareDateTime(format="iso", required=True)
    recordedtime = fields.AwareDateTime(format="iso", required=True)
    datacontenttype = fields.String(required=True, validate=Equal("application/json"))
    dataschema = fields.String(required=True)
    correlationid = fields.UUID(required=True)
    causationid = fields.UUID(load_default=None, allow_none=True)
    traceparent = fields.String(
        required=True,
        validate=Regexp(TRACEPARENT),
    )
    aggregateversion = fields.Integer(
        strict=True, required=True, validate=Range(min=1, max=2**31 - 1)
    )
    org = fields.String(required=True, validate=OneOf(list(Organisation)))
    sensitivity = fields.String(required=True, validate=OneOf(list(Sensitivity)))
    data = fields.Dict(required=True)


_SCHEMA = _EnvelopeSchema()


def new_traceparent() -> str:
    """
    Return the head of a new W3C trace.
    """
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"


def schema_name(event: type[Event]) -> str:
    """
    Return the event's ``dataschema``, as ``urn:babygruppe:schema:...:1.0``.
    """
    name, _, major = event.event_type.rpartition(".v")
    return f"urn:babygruppe:schema:{name}:{major}.0"


def write_envelope(envelope: Envelope) -> bytes:
    event = envelope.event
    content: dict[str, Any] = {
        "specversion": "1.0",
        "id": str(envelope.id),
        "source": SOURCE_PREFIX + event.producer,
        "type": TYPE_PREFIX + event.event_type,
        "subject": event.subject,
        "time": envelope.time.isoformat(),
        "recordedtime": envelope.recorded_at.isoformat(),
        "datacontenttype": "application/json",
        "dataschema": schema_name(type(event)),
        "correlationid": str(envelope.correlation_id),
        "traceparent": envelope.traceparent,
        "aggregateversion": envelope.version,
        "org": envelope.organisation,
        "sensitivity": event.sensitivity,
        "data": content_of(event),
    }
    if envelope.causation_id:
        content["causationid"] = str(envelope.causation_id)
    return to_json(content)


def read_envelope(body: bytes) -> Envelope:
    """
    Read a message.

    Raises Undecodable: ``too-large``, ``not-json``, ``not-an-envelope``,
    ``unknown-type``, ``unknown-version``, ``not-this-producer`` or ``not-this-event``.
    """
    return _read_at_once(body) or _read_by_schema(body)


def _read_at_once(body: bytes) -> Envelope | None:
    """
    Return what is plainly good; about all else the schemas decide.
    """
    if len(body) > LARGEST_BODY:
        return None
    try:
        wire = read_wire(body.decode())  # What is skipped has to be UTF-8 too.
        event = _EVENT_OF_FULL_TYPE.get(wire.type)
        if event is None or wire.source != SOURCE_PREFIX + event.producer:
            return None
        told = read_content(event, wire.data)
        time, recorded_at = moment_of(wire.time), moment_of(wire.recordedtime)
    except (ValueError, RecursionError):
        return None
    return Envelope(
        id=wire.id,
        event=told,
        time=time,
        recorded_at=recorded_at,
        version=wire.aggregateversion,
        organisation=wire.org,
        correlation_id=wire.correlationid,
        causation_id=wire.causationid,
        traceparent=wire.traceparent,
    )


def _read_by_schema(body: bytes) -> Envelope:
    content = _envelope_content(body)
    event = _event_class(content["type"])
    if content["source"] != SOURCE_PREFIX + event.producer:
        raise Undecodable("not-this-producer")
    try:
        told = read_event(event, content["data"])
    except ValidationError:
        raise Undecodable("not-this-event") from None
    return Envelope(
        id=content["id"],
        event=told,
        time=content["time"],
        recorded_at=content["recordedtime"],
        version=content["aggregateversion"],
        organisation=Organisation(content["org"]),
        correlation_id=content["correlationid"],
        causation_id=content["causationid"],
        traceparent=content["traceparent"],
    )


def _envelope_content(body: bytes) -> dict[str, Any]:
    if len(body) > LARGEST_BODY:
        raise Undecodable("too-large")
    try:
        raw = json.loads(body.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Undecodable("not-json") from None
    try:
        return dict(_SCHEMA.load(raw))
    except ValidationError:
        raise Undecodable("not-an-envelope") from None


def _refuse(constant: str) -> None:
    """
    NaN and Infinity are Python's, not JSON's.
    """
    raise ValueError(constant)


def _event_class(full_type: str) -> type[Event]:
    event_type = full_type.removeprefix(TYPE_PREFIX)
    if event_type in EVENT_OF_TYPE:
        return EVENT_OF_TYPE[event_type]
    stem = event_type.rpartition(".v")[0]
    known = any(one.rpartition(".v")[0] == stem for one in EVENT_OF_TYPE)
    raise Undecodable("unknown-version" if known else "unknown-type")
