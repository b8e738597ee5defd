"""
What the use cases need from outside: storage and the outbox.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol, Self
from uuid import UUID

from services.outreach.domain.contact import Contact
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.mother import Mother
from services.outreach.domain.school_year import SchoolYear
from services.outreach.domain.session import Session
from shared.contracts.event import Event


class Contacts(Protocol):
    """
    How mothers may be reached.
    """

    def load(self, keys: Iterable[UUID]) -> None: ...
    def find(self, key: UUID) -> Contact | None: ...
    def save(self, thing: Contact) -> None: ...
    def give_up(self, mother_id: UUID) -> None: ...


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

    def load(self, keys: Iterable[UUID]) -> None: ...
    def find(self, key: UUID) -> Mother | None: ...
    def save(self, thing: Mother) -> None: ...
    def give_up(
        self, mother_id: UUID, *, to: UUID, given_way: Sequence[FollowUp]
    ) -> None: ...
    def of_follow_up(self, follow_up_id: UUID) -> Mother: ...
    def of_session(self, session_id: UUID) -> Sequence[Mother]: ...
    def waiting_longest(self, *, limit: int) -> Sequence[Mother]: ...
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
    def merge(self, merged_id: UUID, *, into: UUID, now: datetime) -> bool: ...


class OutreachUnitOfWork(Protocol):
    """
    One transaction.
    """

    contacts: Contacts
    sessions: Sessions
    mothers: Mothers
    school_years: SchoolYears
    outbox: Outbox
    persons: Persons

    def __enter__(self) -> Self: ...
    def __exit__(self, *error: object) -> None: ...
    def reading(self) -> AbstractContextManager[Self]: ...
    def flush(self) -> None: ...
    def start_over(self) -> None: ...
    def commit(self) -> None: ...
