"""
What the services' databases say of a run: announced, come in, and followed up.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import NullPool

from shared.bus.topology import CONSUMED
from shared.contracts.envelope import TYPE_PREFIX
from shared.contracts.registry import EVENT_OF_TYPE

_ANNOUNCED = text("SELECT event_id, body, published_at FROM outbox")
_COME_IN = text("SELECT event_id, event_type, state, received_at FROM inbox")
_ANSWERED = text("SELECT recorded_at FROM answers")


@dataclass(frozen=True, kw_only=True)
class Announced:
    """
    One row of an outbox, read without the product's own readers.
    """

    id: UUID
    type: str
    key: tuple[str, ...]
    version: int
    cause: str | None
    content: Mapping[str, Any]
    published_at: Any


@dataclass(frozen=True, kw_only=True)
class Books:
    """
    All outboxes and inboxes of a run.
    """

    announced: Mapping[str, list[Announced]]
    come_in: Mapping[str, Mapping[UUID, str]]
    steps: Mapping[str, list[float]]
    """When each service has got on, in seconds since 1970."""

    def all_announced(self) -> list[Announced]:
        return [one for some in self.announced.values() for one in some]

    def unpublished(self) -> int:
        return sum(one.published_at is None for one in self.all_announced())

    def missing(self) -> int:
        """
        Count events that a consumer should have dealt with, and has not.
        """
        told = self.all_announced()
        return sum(
            self.come_in[service].get(one.id) != "done"
            for service in self.come_in
            for one in told
            if one.type in _consumed_by(service)
        )

    def ghosts(self) -> int:
        """
        Count events in an inbox that nobody has announced.
        """
        known = {one.id for one in self.all_announced()}
        return sum(len(some.keys() - known) for some in self.come_in.values())

    def repeated(self) -> int:
        """
        Count announcements beyond the first of one version, and of one cause.
        """
        told = self.all_announced()
        versions = Counter((one.key, one.version) for one in told)
        causes = Counter((one.cause, one.type, one.key) for one in told if one.cause)
        return _beyond_first(versions) + _beyond_first(causes)


def read_books(urls: Mapping[str, str]) -> Books:
    announced, come_in, steps = {}, {}, {}
    for service, url in urls.items():
        engine = engine_for_looking(url)
        with engine.connect() as connection:
            out = [_announced(row) for row in connection.execute(_ANNOUNCED)]
            rows = connection.execute(_COME_IN).all()
            answered = connection.scalars(_ANSWERED).all()
        announced[service] = out
        come_in[service] = {row.event_id: row.state for row in rows}
        times = [
            *(one.published_at for one in out if one.published_at),
            *(row.received_at for row in rows),
            *answered,
        ]
        steps[service] = sorted(one.timestamp() for one in times)
    return Books(announced=announced, come_in=come_in, steps=steps)


def engine_for_looking(url: str) -> Engine:
    return create_engine(url, poolclass=NullPool)


def _consumed_by(service: str) -> frozenset[str]:
    return frozenset(event.event_type for event in CONSUMED[service])


def _announced(row: Any) -> Announced:
    told = json.loads(bytes(row.body))
    event = EVENT_OF_TYPE[told["type"].removeprefix(TYPE_PREFIX)]
    kind = event.event_type.rsplit(".", 2)[0]
    key = (kind, *(str(told["data"][name]) for name in event.aggregate))
    return Announced(
        id=row.event_id,
        type=event.event_type,
        key=key,
        version=told["aggregateversion"],
        cause=told.get("causationid"),
        content=told["data"],
        published_at=row.published_at,
    )


def _beyond_first(counts: Mapping[Any, int]) -> int:
    return sum(number - 1 for number in counts.values())


def beyond_first(things: Iterable[Any]) -> int:
    """
    Count how many things are there once more.
    """
    return _beyond_first(Counter(things))
