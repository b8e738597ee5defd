"""
What the use cases need from outside: storage and the outbox.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol, Self
from uuid import UUID

from services.outreach.domain.contact import Contact
from services.outreach.domain.hand_over import HandOver
from services.outreach.domain.mother import Mother
from services.outreach.domain.school_year import SchoolYear
from services.outreach.domain.session import Session
from services.outreach.domain.task_feed import TaskFeed
from services.outreach.domain.webhook import Delivery, DeliveryState, Endpoint
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event


class Contacts(Protocol):
    """
    How mothers may be reached.
    """

    def load(self, keys: Iterable[UUID]) -> None: ...
    def find(self, key: UUID) -> Contact | None: ...
    def save(self, thing: Contact) -> None: ...


class Sessions(Protocol):
    """
    The sessions that were missed or cancelled.
    """

    def find(self, key: UUID) -> Session | None: ...
    def save(self, thing: Session) -> None: ...


class Mothers(Protocol):
    """
    Mothers with their agreement, their open episode and their follow-ups.
    """

    def find(self, key: UUID) -> Mother | None: ...
    def save(self, thing: Mother) -> None: ...
    def of_follow_up(self, follow_up_id: UUID) -> Mother: ...
    def of_session(self, session_id: UUID) -> Sequence[Mother]: ...
    def waiting_longest(self, *, limit: int) -> Sequence[Mother]: ...
    def to_follow_up(
        self, *, after: tuple[int, datetime, UUID] | None, limit: int
    ) -> Sequence[Mother]: ...
    def number_to_follow_up(self, *, at_most: int) -> int: ...
    def put_off(
        self, *, due_on: date | None = None, limit: int
    ) -> Sequence[Mother]: ...
    def minutes_since(self, since: datetime) -> int: ...
    def closed_since(self, since: datetime, *, limit: int) -> Sequence[Mother]: ...
    def counts_by_agreement(self) -> dict[str, int]: ...
    def counts_by_end(self, *, since: datetime) -> dict[str, int]: ...


class SchoolYears(Protocol):
    """
    The school holidays, a school year each.
    """

    def find(self, key: UUID) -> SchoolYear | None: ...
    def save(self, thing: SchoolYear) -> None: ...
    def everyone(self) -> Sequence[SchoolYear]: ...


class HandOvers(Protocol):
    """
    Who is away, and who follows up in her place.
    """

    def find(self, key: UUID) -> HandOver | None: ...
    def save(self, thing: HandOver) -> None: ...
    def on(self, day: date) -> Sequence[HandOver]: ...
    def forget(self, *, before: date) -> None: ...
    def end(self, key: UUID) -> None: ...


class TaskFeeds(Protocol):
    """
    The secret links by which tasks are read in a calendar.
    """

    def find(self, key: UUID) -> TaskFeed | None: ...
    def save(self, thing: TaskFeed) -> None: ...
    def with_digest(self, digest: str) -> TaskFeed: ...
    def revoke(self, key: UUID) -> None: ...


class Webhooks(Protocol):
    """
    Other systems that are told of each task.
    """

    def get(self, key: UUID) -> Endpoint: ...
    def save(self, thing: Endpoint) -> None: ...
    def everyone(self) -> Sequence[Endpoint]: ...


class Deliveries(Protocol):
    """
    What they are to be told.
    """

    def find(self, key: UUID) -> Delivery | None: ...
    def save(self, thing: Delivery) -> None: ...
    def announced_for(self, endpoint: Endpoint) -> Sequence[Envelope]: ...
    def due(self, *, endpoint_id: UUID, at: datetime) -> Delivery | None: ...
    def forget(self, *, before: datetime) -> None: ...
    def counts(self) -> Mapping[tuple[UUID, DeliveryState], int]: ...


class Outbox(Protocol):
    """
    What is to be announced with this transaction.
    """

    def add(
        self, event: Event, *, version: int, happened_at: datetime | None = None
    ) -> None: ...


class Persons(Protocol):
    """
    All that is kept of one person, to be shown to her or erased.
    """

    def told(self, person_id: UUID) -> Mapping[str, Sequence[Mapping[str, Any]]]: ...
    def erase(self, person_id: UUID, *, now: datetime) -> bool: ...


class OutreachUnitOfWork(Protocol):
    """
    One transaction.
    """

    contacts: Contacts
    sessions: Sessions
    mothers: Mothers
    school_years: SchoolYears
    webhooks: Webhooks
    task_feeds: TaskFeeds
    hand_overs: HandOvers
    deliveries: Deliveries
    outbox: Outbox
    persons: Persons

    def __enter__(self) -> Self: ...
    def __exit__(self, *error: object) -> None: ...
    def reading(self) -> AbstractContextManager[Self]: ...
    def flush(self) -> None: ...
    def commit(self) -> None: ...
