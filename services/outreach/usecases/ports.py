"""
What the use cases need from outside: storage and the outbox.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol, Self
from uuid import UUID

from services.outreach.domain.agreement import Word
from services.outreach.domain.contact import Contact
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.group_contact import GroupContact
from services.outreach.domain.hand_over import HandOver
from services.outreach.domain.ladder_steps import GroupLadder
from services.outreach.domain.mother import Mother
from services.outreach.domain.school_year import SchoolYear
from services.outreach.domain.session import Session
from services.outreach.domain.task_feed import TaskFeed
from services.outreach.domain.team_talk import TeamTalk
from services.outreach.domain.webhook import Delivery, DeliveryState, Endpoint
from services.outreach.domain.whose_group import WhoseGroup
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.kernel.organisations import Within

Groups = Collection[UUID] | None
"""The groups whose mothers are asked for; None for all."""


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
    def give_up(
        self,
        mother_id: UUID,
        *,
        to: UUID,
        given_way: Sequence[FollowUp],
        words_before: int,
    ) -> None: ...
    def of_follow_up(self, follow_up_id: UUID) -> Mother: ...
    def of_session(self, session_id: UUID) -> Sequence[Mother]: ...
    def waiting_longest(self, *, limit: int) -> Sequence[Mother]: ...
    def to_follow_up(
        self,
        *,
        after: tuple[int, datetime, UUID] | None,
        among: Groups = None,
        limit: int,
    ) -> Sequence[Mother]: ...
    def number_to_follow_up(self, *, among: Groups = None, at_most: int) -> int: ...
    def put_off(
        self, *, due_on: date | None = None, among: Groups = None, limit: int
    ) -> Sequence[Mother]: ...
    def left_to_come(self, *, among: Groups = None, limit: int) -> Sequence[Mother]: ...
    def minutes_since(self, since: datetime) -> int: ...
    def closed_since(self, since: datetime, *, limit: int) -> Sequence[Mother]: ...
    def to_ask_again(self, *, by: date, limit: int) -> Sequence[Mother]: ...
    def to_ask_to_come(
        self, *, after: tuple[datetime, UUID], limit: int
    ) -> tuple[Sequence[Mother], tuple[datetime, UUID] | None]: ...
    def words_of(self, mother_id: UUID) -> Sequence[Word]: ...
    def talk_before(self, mother: Mother) -> TeamTalk | None: ...
    def forget_word(self, mother_id: UUID, *, version: int) -> None: ...
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


class HandOvers(Protocol):
    """
    Who is away, and who follows up in her place.
    """

    def find(self, key: UUID) -> HandOver | None: ...
    def save(self, thing: HandOver) -> None: ...
    def on(self, day: date) -> Sequence[HandOver]: ...
    def forget(self, *, before: date) -> None: ...
    def end(self, key: UUID) -> None: ...


class GroupContacts(Protocol):
    """
    From whom each group's mothers hear.
    """

    def find(self, key: UUID) -> GroupContact | None: ...
    def save(self, thing: GroupContact) -> None: ...
    def everyone(self) -> Sequence[GroupContact]: ...
    def forget_deputies(self, *, before: date) -> None: ...


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


class WhoseMother(Protocol):
    """
    What is asked of it here.
    """

    @property
    def housing_team_id(self) -> UUID: ...


class WhoseMothers(Protocol):
    """
    Which organisations each mother is the matter of.
    """

    def load(self, keys: Iterable[UUID]) -> None: ...
    def find(self, key: UUID) -> WhoseMother | None: ...
    def give_up(self, mother_id: UUID) -> None: ...


class WhoseGroups(Protocol):
    """
    Which organisations run each group.
    """

    def find(self, key: UUID) -> WhoseGroup | None: ...
    def get(self, key: UUID) -> WhoseGroup: ...
    def everyone(self) -> Sequence[WhoseGroup]: ...
    def save(self, thing: WhoseGroup) -> None: ...


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
    def kept_ids(self, person_ids: Collection[UUID]) -> Mapping[UUID, UUID]: ...


class OutreachUnitOfWork(Protocol):
    """
    One transaction.
    """

    within: Within | None
    whose_mothers: WhoseMothers
    whose_groups: WhoseGroups
    contacts: Contacts
    sessions: Sessions
    mothers: Mothers
    school_years: SchoolYears
    webhooks: Webhooks
    task_feeds: TaskFeeds
    hand_overs: HandOvers
    group_contacts: GroupContacts
    deliveries: Deliveries
    ladders: Ladders
    talks: TeamTalks
    outbox: Outbox
    persons: Persons

    def __enter__(self) -> Self: ...
    def __exit__(self, *error: object) -> None: ...
    def reading(self) -> AbstractContextManager[Self]: ...
    def flush(self) -> None: ...
    def start_over(self) -> None: ...
    def commit(self) -> None: ...
