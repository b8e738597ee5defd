"""
What notifications announces about the messages that it was asked for.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Event

Template = Literal[
    "missed_you",
    "visit_scheduled",
    "place_offered",
    "session_cancelled",
    "session_moved",
    "session_reinstated",
    "see_you",
]
FailureReason = Literal["bad_number", "refused"]
SuppressionReason = Literal["opt_out", "no_number", "shared_phone", "too_late"]


@dataclass(frozen=True, kw_only=True)
class MessageEvent(Event):
    """
    An event about one message to one mother.
    """

    producer: ClassVar[str] = "notifications"
    exchange: ClassVar[str] = "notifications.events"
    aggregate: ClassVar[tuple[str, ...]] = ("message_id",)

    message_id: UUID
    mother_id: UUID
    template: Template


@dataclass(frozen=True, kw_only=True)
class MessageSent(MessageEvent):
    """
    A message has left the house.
    """

    event_type: ClassVar[str] = "notify.message.sent.v1"


@dataclass(frozen=True, kw_only=True)
class MessageWithdrawn(MessageEvent):
    """
    The cause of a message is gone, and the message had not left.
    """

    event_type: ClassVar[str] = "notify.message.withdrawn.v1"


@dataclass(frozen=True, kw_only=True)
class MessageSuppressed(MessageEvent):
    """
    A message may not be sent; a person may want to call instead.

    ``follow_up_id`` is whose text it is, if it is one of a follow-up.
    """

    event_type: ClassVar[str] = "notify.message.suppressed.v1"

    follow_up_id: UUID | None = None
    reason: SuppressionReason


@dataclass(frozen=True, kw_only=True)
class MessageFailed(MessageEvent):
    """
    A message was not taken on its way, and nothing tries it again by itself.

    ``follow_up_id`` is whose text it is, if it is one of a follow-up.
    """

    event_type: ClassVar[str] = "notify.message.failed.v1"

    follow_up_id: UUID | None = None
    reason: FailureReason


EVENTS: tuple[type[Event], ...] = (
    MessageSent,
    MessageWithdrawn,
    MessageSuppressed,
    MessageFailed,
)
