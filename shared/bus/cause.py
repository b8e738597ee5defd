"""
Why something is done: every announcement says when, for whom and because of what.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from shared.contracts.envelope import Envelope, new_traceparent
from shared.kernel.ids import new_id
from shared.kernel.organisations import Organisation


@dataclass(frozen=True, kw_only=True)
class Cause:
    """
    The moment, the acting organisation, and the event or request that came before.

    ``version`` is that of the causing event's aggregate; a request has none.
    """

    now: datetime
    organisation: Organisation
    correlation_id: UUID
    causation_id: UUID | None
    traceparent: str
    version: int | None = None

    @classmethod
    def first(
        cls,
        *,
        now: datetime,
        organisation: Organisation,
        traceparent: str | None = None,
    ) -> Self:
        """
        Begin a new chain: a person acts.
        """
        return cls(
            now=now,
            organisation=organisation,
            correlation_id=new_id(),
            causation_id=None,
            traceparent=traceparent or new_traceparent(),
        )

    @classmethod
    def by_system(cls, *, now: datetime) -> Self:
        return cls.first(now=now, organisation=Organisation.SYSTEM)

    @classmethod
    def of(cls, envelope: Envelope, *, now: datetime) -> Self:
        """
        Go on with the chain of the event that is being dealt with.
        """
        return cls(
            now=now,
            organisation=envelope.organisation,
            correlation_id=envelope.correlation_id,
            causation_id=envelope.id,
            traceparent=envelope.traceparent,
            version=envelope.version,
        )
