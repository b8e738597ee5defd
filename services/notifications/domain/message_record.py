"""
What is kept about a message, how it begins, and what its steps share.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from services.notifications.domain.errors import FactsMissing, MessageInState
from services.notifications.domain.message_state import (
    Channel,
    MessageState,
    Withdrawal,
)
from services.notifications.domain.template import Template
from shared.kernel.ids import id_of_cause


def message_id(*, template: Template, cause: str) -> UUID:
    """
    Return the one id that the message of this cause has.

    A cause that concerns several mothers names the mother too.
    """
    return id_of_cause("message", template, cause)


@dataclass(kw_only=True)
class MessageRecord:
    """
    The facts of one message.

    ``facts`` are ids, times and codes. Name, number and language are hers and read at
    the moment of sending. ``changed_at`` is when it came to its present state.
    """

    id: UUID
    cause: str
    template: Template
    mother_id: UUID
    not_before: datetime
    not_after: datetime
    state: MessageState
    reason: str | None = None
    facts: Mapping[str, str]
    created_at: datetime
    changed_at: datetime
    sent_at: datetime | None = None
    channel: Channel | None = None
    language: str | None = None
    version: int = 1

    @classmethod
    def queue(
        cls,
        *,
        template: Template,
        cause: str,
        mother_id: UUID,
        facts: Mapping[str, str],
        not_before: datetime,
        not_after: datetime,
        at: datetime,
    ) -> Self:
        """
        Ask for a message; refused if its text could not be written from these facts.
        """
        missing = template.facts - facts.keys()
        if missing:
            raise FactsMissing({name: ["Needed for the text."] for name in missing})
        return cls(
            id=message_id(template=template, cause=cause),
            cause=cause,
            template=template,
            mother_id=mother_id,
            not_before=not_before,
            not_after=not_after,
            state=MessageState.QUEUED,
            facts=dict(facts),
            created_at=at,
            changed_at=at,
        )

    @classmethod
    def withdrawn_before(
        cls,
        *,
        template: Template,
        cause: str,
        mother_id: UUID,
        reason: Withdrawal,
        at: datetime,
    ) -> Self:
        """
        Keep a withdrawal that overtook its message, so that nothing is queued for it.
        """
        return cls(
            id=message_id(template=template, cause=cause),
            cause=cause,
            template=template,
            mother_id=mother_id,
            not_before=at,
            not_after=at,
            state=MessageState.WITHDRAWN,
            reason=reason,
            facts={},
            created_at=at,
            changed_at=at,
        )

    @property
    def follow_up_id(self) -> UUID | None:
        """
        Return whose text it is, if it follows a mother up.
        """
        about, _, _ = self.cause.partition(":")
        return UUID(about) if self.template.is_follow_up else None

    def _refuse_unless(self, state: MessageState) -> None:
        if self.state is not state:
            raise MessageInState(state=self.state, version=self.version)

    def _become(
        self, state: MessageState, *, at: datetime, reason: str | None = None
    ) -> None:
        self.state = state
        self.reason = reason
        self.changed_at = at
        self.version += 1
