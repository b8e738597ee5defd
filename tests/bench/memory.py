"""
How much memory each service holds after a million events, against after ten thousand.
"""

import os
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import NullPool

from deploy.client import Client
from shared.bus.topology import SERVICES
from tests.bench.feed import Feed
from tests.bench.household import Household, Service, household
from tests.bench.line import Ground, Line
from tests.bench.registers import prepare_mothers
from tests.bench.streams import (
    MOTHERS,
    Stream,
    to_notifications,
    to_outreach,
    to_referrals,
    to_roster,
)

EVENTS = int(os.environ.get("BENCH_EVENTS", "1000000"))
FIRST = 10_000
_AT_ONCE = 1_000
_KEPT_WAITING = 10_000
_LOOK = 0.25  # seconds
_PATIENCE = 600.0  # seconds, for what is left when all is told
_MEGABYTE = 1_024  # kilobytes
_ARRIVED = text("SELECT 1 FROM inbox WHERE event_id = :last")
_MOTHER_IDS = text("SELECT id FROM mothers ORDER BY id")
_UNPUBLISHED = text("SELECT count(*) FROM outbox WHERE published_at IS NULL")
_BY_STATE = text(
    "SELECT count(*) AS handled, count(*) FILTER (WHERE state <> 'done') AS failed "
    "FROM inbox"
)


class NotHandled(Exception):
    """
    A service did not get through what it was fed, or failed at some of it.
    """


@dataclass(kw_only=True)
class Fed:
    """
    A service that runs, with the stream that it is fed from.
    """

    service: Service
    stream: Stream
    feed: Feed
    database: Engine
    told: int = 0
    last: UUID | None = None

    def tell_up_to(self, number: int) -> bool:
        """
        Publish the next thousand, unless enough waits already; say whether it did.
        """
        left = min(_AT_ONCE, number - self.told)
        if not left or self.feed.waiting() > _KEPT_WAITING:
            return False
        self.last = self.feed.tell(islice(self.stream, left))
        self.told += left
        return True

    def is_through(self) -> bool:
        """
        Say whether the last event has taken effect, and all that follows is told.
        """
        with self.database.connect() as connection:
            arrived = connection.scalar(_ARRIVED, {"last": self.last})
            return bool(arrived) and connection.scalar(_UNPUBLISHED) == 0

    def handled(self) -> int:
        """
        Return how many events stand in the inbox.

        Raises NotHandled if one of them has failed.
        """
        with self.database.connect() as connection:
            row = connection.execute(_BY_STATE).one()
        if row.failed:
            raise NotHandled(f"{self.service.name} failed at {row.failed}")
        return int(row.handled)


@dataclass(frozen=True, kw_only=True)
class _Look:
    """
    One service at one moment.
    """

    kilobytes: int
    handled: int


def measure(ground: Ground) -> list[Line]:
    since = time.monotonic()
    asked = [one for one in SERVICES if one in (ground.only or SERVICES)]
    with household(ground) as home, ExitStack() as stack:
        running = {one: stack.enter_context(home.running(one)) for one in asked}
        fed = [
            _fed(ground, home, running[one], stream)
            for one, stream in _streams(home, running).items()
        ]
        for one in fed:
            stack.callback(one.feed.close)
        first = _after(fed, FIRST)
        last = _after(fed, EVENTS)
    minutes = (time.monotonic() - since) / 60
    return [_line(name, first[name], last[name], minutes=minutes) for name in asked]


def _line(name: str, first: _Look, last: _Look, *, minutes: float) -> Line:
    how = (
        f"resident; {first.handled:,} and {last.handled:,} events handled, with "
        f"those that the other services told; {minutes:.0f} minutes for all"
    )
    return Line(
        what=f"memory of {name} after {EVENTS:,} events",
        against=f"itself after {FIRST:,}",
        unit="MB",
        ours=last.kilobytes / _MEGABYTE,
        theirs=first.kilobytes / _MEGABYTE,
        at_most=1.1,
        notes=[how],
    )


def _streams(home: Household, running: Mapping[str, Service]) -> dict[str, Stream]:
    to_each = {
        "roster": lambda: to_roster(_mothers(home, running["roster"])),
        "outreach": to_outreach,
        "referrals": to_referrals,
        "notifications": to_notifications,
    }
    return {one: to_each[one]() for one in running}


def _mothers(home: Household, roster: Service) -> Sequence[UUID]:
    prepare_mothers(Client(roster.address, home.tokens), MOTHERS)
    with _engine(home, "roster").connect() as connection:
        return connection.scalars(_MOTHER_IDS).all()


def _fed(ground: Ground, home: Household, service: Service, stream: Stream) -> Fed:
    return Fed(
        service=service,
        stream=stream,
        feed=Feed(ground.rabbitmq_url, service.name),
        database=_engine(home, service.name),
    )


def _engine(home: Household, service: str) -> Engine:
    return create_engine(home.databases[service], poolclass=NullPool)


def _after(fed: Sequence[Fed], number: int) -> dict[str, _Look]:
    """
    Feed all of them up to this number of events, and look when they are through.

    Raises NotHandled.
    """
    while any(one.told < number for one in fed):
        told = [one.tell_up_to(number) for one in fed]
        if not any(told):
            time.sleep(_LOOK)
    _wait_until_through(fed)
    return {
        one.service.name: _Look(
            kilobytes=one.service.resident_kilobytes(), handled=one.handled()
        )
        for one in fed
    }


def _wait_until_through(fed: Sequence[Fed]) -> None:
    until = time.monotonic() + _PATIENCE
    # One who is through may be told something by another who is not yet.
    while not all(one.is_through() and one.feed.waiting() == 0 for one in fed):
        if time.monotonic() > until:
            raise NotHandled([one.service.name for one in fed if not one.is_through()])
        time.sleep(_LOOK)
