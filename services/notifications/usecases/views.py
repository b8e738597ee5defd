"""
What the pages and the API show of messages.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from services.notifications.domain.message_state import MessageState
from services.notifications.domain.template import Template


@dataclass(frozen=True, kw_only=True)
class MessageLine:
    """
    One message among others; without a name as long as roster has not told it.
    """

    id: UUID
    mother_id: UUID
    template: Template
    display_name: str | None = field(repr=False)
    state: MessageState
    reason: str | None
    not_before: datetime
    not_after: datetime
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class SentTextLine:
    """
    One text that was handed over, with its message's purpose and receiver.
    """

    message_id: UUID
    mother_id: UUID
    template: Template
    display_name: str | None = field(repr=False)
    phone: str = field(repr=False)
    language: str = field(repr=False)
    text: str = field(repr=False)
    parts: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Overview:
    """
    What waits, what left, what did not, and what a person has to look at.
    """

    waiting: list[MessageLine]
    to_look_at: list[MessageLine]
    sent: list[SentTextLine]
    held_back: list[MessageLine]
    withdrawn: list[MessageLine]
