"""
What the use cases need from storage and from the bus.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from types import TracebackType
from typing import Any, Protocol
from uuid import UUID

from services.referrals.domain.child import Child
from services.referrals.domain.hand_off import HandOff
from services.referrals.domain.hand_off_codes import HandOffState
from services.referrals.domain.referral import Referral
from services.referrals.domain.referral_codes import ReferralState
from services.referrals.domain.sealed_case import SealedCase
from services.referrals.domain.sealed_sight import Reader
from services.referrals.usecases.views import (
    HandOffLine,
    ReferralLine,
    SealedLooksSeen,
)
from shared.contracts.event import Event
from shared.kernel.organisations import Organisation, Within


class Children(Protocol):
    """
    The children that roster has told of; ``get`` raises ChildNotKnown.
    """

    def get(self, key: UUID) -> Child: ...
    def find(self, key: UUID) -> Child | None: ...
    def save(self, thing: Child) -> None: ...
    def remove(self, thing: Child) -> None: ...
    def of_mother(self, mother_id: UUID) -> list[Child]: ...
    def entry_of(self, child_id: UUID) -> Child: ...
    def ids_of(self, child: Child) -> list[UUID]: ...
    def is_named(self, child_id: UUID) -> bool: ...
    def load_of_hand_off(self, hand_off_id: UUID) -> None: ...
    def load_of_referral(self, referral_id: UUID) -> None: ...
    def youngest(self, *, limit: int) -> list[Child]: ...


class Referrals(Protocol):
    """
    All referrals; ``get`` raises ReferralNotFound.
    """

    def get(self, key: UUID) -> Referral: ...
    def save(self, thing: Referral) -> None: ...
    def listed(
        self,
        *,
        sent_by: Organisation | None,
        received: bool,
        states: Collection[ReferralState],
        oldest_first: bool,
        limit: int,
    ) -> list[ReferralLine]: ...
    def counts_by_concern(self) -> dict[str, int]: ...
    def counts_by_state(self) -> dict[str, int]: ...


class HandOffs(Protocol):
    """
    All hand-offs; ``get`` raises HandOffNotFound.
    """

    def get(self, key: UUID) -> HandOff: ...
    def save(self, thing: HandOff) -> None: ...
    def open_for(self, child_ids: Collection[UUID]) -> HandOff | None: ...
    def listed(
        self, *, states: Collection[HandOffState], oldest_first: bool, limit: int
    ) -> list[HandOffLine]: ...
    def counts_by_state(self) -> dict[str, int]: ...


class WhoseMothers(Protocol):
    """
    Which organisations each mother is the matter of.
    """

    def which(self, kind: Organisation, *, of: UUID) -> UUID | None: ...


class SealedCases(Protocol):
    """
    All sealed cases; ``get`` raises SealedCaseNotFound.
    """

    def get(self, key: UUID) -> SealedCase: ...
    def save(self, thing: SealedCase) -> None: ...
    def seen_by(self, reader: Reader) -> list[SealedCase]: ...
    def forget_ended(self, *, before: datetime) -> None: ...


class SealedLooks(Protocol):
    """
    Who has looked at which sealed case.
    """

    def note(
        self, case_ids: Collection[UUID], *, reader: Reader, now: datetime
    ) -> None: ...
    def of(self, case_id: UUID) -> SealedLooksSeen: ...


class Outbox(Protocol):
    """
    Where an announcement is put.
    """

    def add(
        self,
        event: Event,
        *,
        version: int,
        happened_at: datetime | None = None,
        to: UUID | None = None,
    ) -> None: ...


class Cause(Protocol):
    """
    For whom something is done, and because of which event.
    """

    @property
    def organisation(self) -> Organisation: ...
    @property
    def causation_id(self) -> UUID | None: ...


class Persons(Protocol):
    """
    All that is kept of one person, to be shown to her or erased.
    """

    def told(self, person_id: UUID) -> Mapping[str, Sequence[Mapping[str, Any]]]: ...
    def erase(self, person_id: UUID, *, now: datetime) -> bool: ...
    def merge(self, merged_id: UUID, *, into: UUID, now: datetime) -> bool: ...


class ReferralsUnitOfWork(Protocol):
    """
    One transaction of referrals.
    """

    @property
    def cause(self) -> Cause: ...
    @property
    def children(self) -> Children: ...
    @property
    def referrals(self) -> Referrals: ...
    @property
    def hand_offs(self) -> HandOffs: ...
    @property
    def sealed_cases(self) -> SealedCases: ...
    @property
    def sealed_looks(self) -> SealedLooks: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def persons(self) -> Persons: ...
    @property
    def whose_mothers(self) -> WhoseMothers: ...
    @property
    def within(self) -> Within | None: ...
    def announcements(
        self,
        event_types: Collection[str],
        *,
        to: UUID,
        before: UUID | None,
        limit: int,
    ) -> list[bytes]: ...
    def reading(self) -> AbstractContextManager[object]: ...
    def flush(self) -> None: ...
    def start_over(self) -> None: ...
    def move_mother(self, mother_id: UUID, *, to: UUID) -> None: ...
    def leave_with_first(self) -> None: ...
    def keep_quiet(self) -> None: ...
    def commit(self) -> None: ...
    def __enter__(self) -> object: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
