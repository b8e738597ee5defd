"""
What the use cases need from outside: storage and the outbox.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol, Self
from uuid import UUID

from services.outreach.domain.agreement import Word
from services.outreach.domain.contact import Contact
from services.outreach.domain.ladder_steps import GroupLadder
from services.outreach.domain.mother import Mother
from services.outreach.domain.school_year import SchoolYear
from services.outreach.domain.session import Session
from services.outreach.domain.team_talk import TeamTalk
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
    The sessions that are planned, were missed or cancelled.
    """

    def find(self, key: UUID) -> Session | None: ...
    def known_between(self, first: datetime, last: datetime) -> Sequence[Session]: ...
    def save(self, thing: Session) -> None: ...


class Mothers(Protocol):
    """
    Mothers with their agreement, their open episode and their follow-ups.
    """

    def load(self, keys: Iterable[UUID]) -> None: ...
    def find(self, key: UUID) -> Mother | None: ...
    def save(self, thing: Mother) -> None: ...
    def of_follow_up(self, follow_up_id: UUID) -> Mother: ...
    def of_session(self, session_id: UUID) -> Sequence[Mother]: ...
    def waiting_longest(self, *, limit: int) -> Sequence[Mother]: ...
    def closed_since(self, since: datetime, *, limit: int) -> Sequence[Mother]: ...
    def to_ask_again(self, *, by: date, limit: int) -> Sequence[Mother]: ...
    def to_ask_to_come(self, *, since: datetime, limit: int) -> Sequence[Mother]: ...
    def words_of(self, mother_id: UUID) -> Sequence[Word]: ...
    def of_talk(self, talk_id: UUID) -> Mother: ...
    def counts_by_agreement(self) -> dict[str, int]: ...
    def counts_by_end(self, *, since: datetime) -> dict[str, int]: ...


class SchoolYears(Protocol):
    """
    The school holidays, a school year each.
    """

    def find(self, key: UUID) -> SchoolYear | None: ...
    def save(self, thing: SchoolYear) -> None: ...
    def everyone(self) -> Sequence[SchoolYear]: ...


class Ladders(Protocol):
    """
    The ladders of groups that have one of their own.
    """

    def find(self, key: UUID) -> GroupLadder | None: ...
    def save(self, thing: GroupLadder) -> None: ...
    def everyone(self) -> Sequence[GroupLadder]: ...


class TeamTalks(Protocol):
    """
    Team talks beside their mothers; ``get`` raises TeamTalkNotFound.
    """

    def get(self, key: UUID) -> TeamTalk: ...
    def save(self, thing: TeamTalk) -> None: ...
    def of_mother(self, mother_id: UUID) -> Sequence[TeamTalk]: ...
    def to_be_held(self, *, limit: int) -> Sequence[TeamTalk]: ...


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
    ladders: Ladders
    talks: TeamTalks
    outbox: Outbox
    persons: Persons

    def __enter__(self) -> Self: ...
    def __exit__(self, *error: object) -> None: ...
    def reading(self) -> AbstractContextManager[Self]: ...
    def flush(self) -> None: ...
    def commit(self) -> None: ...
