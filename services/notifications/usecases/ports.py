"""
What the use cases need from storage, from the bus and from the gateway.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from types import TracebackType
from typing import Any, Protocol
from uuid import UUID

from services.notifications.domain.enrolment import Enrolment
from services.notifications.domain.message import Message
from services.notifications.domain.message_state import Failure, MessageState
from services.notifications.domain.no_thanks import NoThanks
from services.notifications.domain.recipient import Recipient
from services.notifications.usecases.outgoing_text import OutgoingText
from services.notifications.usecases.views import MessageLine, SentTextLine
from shared.contracts.event import Event


class Gateway(Protocol):
    """
    The way out of the house.

    ``hand_over`` returns why it did not take a text, or None if it did. Whatever it
    raises means that nobody can tell whether the text has left.
    """

    def hand_over(self, text: OutgoingText) -> Failure | None: ...


class NoThanksSaid(Protocol):
    """
    What each mother has said, kept whether or not her contact is known.
    """

    def find(self, key: UUID) -> NoThanks | None: ...
    def load(self, keys: Iterable[UUID]) -> None: ...
    def save(self, thing: NoThanks) -> None: ...


class Enrolments(Protocol):
    """
    Whether each mother is in the group, where the roster has told of it.
    """

    def find(self, key: UUID) -> Enrolment | None: ...
    def load(self, keys: Iterable[UUID]) -> None: ...
    def save(self, thing: Enrolment) -> None: ...


class WhoseMother(Protocol):
    """
    What is asked of it here; ``group_id`` is empty as long as it was not told.
    """

    @property
    def mother_id(self) -> UUID: ...
    @property
    def group_id(self) -> UUID | None: ...


class WhoseMothers(Protocol):
    """
    On the list of which group each mother stands.
    """

    def seen(self, keys: Collection[UUID]) -> Sequence[WhoseMother]: ...


class Recipients(Protocol):
    """
    The mothers whose contact is known.

    ``known_now`` reads without waiting for anybody who is changing a contact.
    """

    def find(self, key: UUID) -> Recipient | None: ...
    def save(self, thing: Recipient) -> None: ...
    def known_now(self, mother_ids: Collection[UUID]) -> Mapping[UUID, Recipient]: ...


class Messages(Protocol):
    """
    All messages; ``get`` raises MessageNotFound.

    ``due`` and ``claimed_before`` leave out what another sender has in hand.
    """

    def get(self, key: UUID) -> Message: ...
    def find(self, key: UUID) -> Message | None: ...
    def load(self, keys: Iterable[UUID]) -> None: ...
    def save(self, thing: Message) -> None: ...
    def queued_for(self, mother_id: UUID) -> list[Message]: ...
    def queued_about_visits(
        self, *, mother_id: UUID, referral_id: UUID
    ) -> list[Message]: ...
    def queued_about_session(self, session_id: UUID) -> list[Message]: ...
    def taken_back_from(
        self, mother_id: UUID, *, ahead_of: datetime
    ) -> list[Message]: ...
    def taken_back_about_session(self, session_id: UUID) -> list[Message]: ...
    def heard_of_session(self, session_id: UUID) -> list[Message]: ...
    def moves_not_told(self, session_id: UUID) -> list[Message]: ...
    def due(self, *, now: datetime, limit: int) -> list[Message]: ...
    def claimed_before(self, moment: datetime, *, limit: int) -> list[Message]: ...
    def newest(
        self,
        *,
        states: Collection[MessageState],
        mother_id: UUID | None,
        limit: int,
    ) -> list[Message]: ...
    def lines(
        self, *, states: Collection[MessageState], limit: int
    ) -> list[MessageLine]: ...
    def lines_waiting(self, *, limit: int) -> list[MessageLine]: ...
    def forget_ended(self, *, before: datetime) -> None: ...


class SentTexts(Protocol):
    """
    What the console gateway was handed; it takes each message once.
    """

    def save(self, thing: OutgoingText) -> None: ...
    def lines(self, *, limit: int) -> list[SentTextLine]: ...


class Outbox(Protocol):
    """
    Where an announcement is put.
    """

    def add(
        self, event: Event, *, version: int, happened_at: datetime | None = None
    ) -> None: ...


class Cause(Protocol):
    """
    Which event something is done because of.
    """

    @property
    def version(self) -> int | None: ...


class Persons(Protocol):
    """
    All that is kept of one person, to be shown to her or erased.
    """

    def told(self, person_id: UUID) -> Mapping[str, Sequence[Mapping[str, Any]]]: ...
    def erase(self, person_id: UUID, *, now: datetime) -> bool: ...
    def merge(self, merged_id: UUID, *, into: UUID, now: datetime) -> bool: ...


class NotificationsUnitOfWork(Protocol):
    """
    One transaction of notifications.
    """

    @property
    def cause(self) -> Cause: ...
    @property
    def no_thanks(self) -> NoThanksSaid: ...
    @property
    def enrolments(self) -> Enrolments: ...
    @property
    def whose_mothers(self) -> WhoseMothers: ...
    @property
    def recipients(self) -> Recipients: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def sent_texts(self) -> SentTexts: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def persons(self) -> Persons: ...
    def reading(self) -> AbstractContextManager[object]: ...
    def flush(self) -> None: ...
    def start_over(self) -> None: ...
    def move_mother(self, mother_id: UUID, *, to: UUID) -> None: ...
    def commit(self) -> None: ...
    def __enter__(self) -> object: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
