"""
AsyncAPI 3.0, made from the contracts and the topology so that it is never out of date.
"""

from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from shared.bus.topology import CONSUMED, PARTNER_FEEDS
from shared.contracts.envelope import CONTENT_TYPE, TYPE_PREFIX, schema_name
from shared.contracts.event import Event
from shared.contracts.registry import ALL_EVENTS
from shared.contracts.schemas import schema_of

_ENVELOPE: dict[str, Any] = {
    "type": "object",
    "required": [
        "specversion", "id", "source", "type", "subject", "time", "recordedtime",
        "datacontenttype", "dataschema", "correlationid", "traceparent",
        "aggregateversion", "org", "sensitivity", "data",
    ],
    "properties": {
        "specversion": {"const": "1.0"},
        "id": {"type": "string", "format": "uuid"},
        "source": {"type": "string"},
        "subject": {"type": "string"},
        "time": {"type": "string", "format": "date-time"},
        "recordedtime": {"type": "string", "format": "date-time"},
        "datacontenttype": {"const": "application/json"},
        "correlationid": {"type": "string", "format": "uuid"},
        "causationid": {"type": "string", "format": "uuid"},
        "traceparent": {"type": "string"},
        "aggregateversion": {"type": "integer", "minimum": 1},
        "org": {"type": "string"},
        "sensitivity": {"enum": ["none", "ordinary", "confidential"]},
    },
}  # fmt: skip


def asyncapi() -> dict[str, Any]:
    """
    Return the document: a channel a type, and who sends and who receives it.
    """
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Babygruppe: what the services tell each other",
            "version": "1.0.0",
            "description": (
                "Every message is a CloudEvent 1.0 in structured JSON. The routing key "
                "is the type without its prefix, and to a partner that is not the "
                "first of its kind here the type, a dot and the partner's id; "
                "delivery is at least once, in any order; the greatest "
                "aggregateversion wins."
            ),
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {event.event_type: _channel(event) for event in ALL_EVENTS},
        "operations": _operations(),
        "components": {
            "messages": {event.event_type: _message(event) for event in ALL_EVENTS},
            "schemas": {"Envelope": _ENVELOPE} | _contents(),
        },
    }


def listeners(event: type[Event]) -> list[str]:
    """
    Return which services and partners' feeds receive an event.
    """
    return [
        name
        for name, events in {**CONSUMED, **PARTNER_FEEDS}.items()
        if event in events
    ]


def _channel(event: type[Event]) -> dict[str, Any]:
    return {
        "address": event.event_type,
        "messages": {
            event.__name__: {"$ref": f"#/components/messages/{event.event_type}"}
        },
        "bindings": {
            "amqp": {
                "is": "routingKey",
                "exchange": {
                    "name": event.exchange,
                    "type": "topic",
                    "durable": True,
                    "autoDelete": False,
                },
                "bindingVersion": "0.3.0",
            }
        },
    }


def _operations() -> dict[str, Any]:
    operations: dict[str, Any] = {}
    for event in ALL_EVENTS:
        channel = {"channel": {"$ref": f"#/channels/{event.event_type}"}}
        operations[f"{event.producer}.sends.{event.event_type}"] = {
            "action": "send",
            **channel,
        }
        for listener in listeners(event):
            operations[f"{listener}.receives.{event.event_type}"] = {
                "action": "receive",
                **channel,
            }
    return operations


def _message(event: type[Event]) -> dict[str, Any]:
    summary = (event.__doc__ or "").strip().split("\n")[0]
    return {
        "name": event.__name__,
        "title": summary,
        "contentType": CONTENT_TYPE,
        "payload": {
            "allOf": [
                {"$ref": "#/components/schemas/Envelope"},
                {
                    "type": "object",
                    "properties": {
                        "type": {"const": TYPE_PREFIX + event.event_type},
                        "dataschema": {"const": schema_name(event)},
                        "data": {"$ref": f"#/components/schemas/{event.__name__}"},
                    },
                },
            ]
        },
    }


def _contents() -> dict[str, Any]:
    spec = APISpec(
        title="", version="", openapi_version="3.1.0", plugins=[MarshmallowPlugin()]
    )
    for event in ALL_EVENTS:
        spec.components.schema(event.__name__, schema=schema_of(event))
    contents: dict[str, Any] = spec.to_dict()["components"]["schemas"]
    return contents
