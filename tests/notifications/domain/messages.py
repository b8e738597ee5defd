"""
One message and the mother it is for, for the tests to begin with.
"""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from services.notifications.domain.message import Message
from services.notifications.domain.message_state import (
    Failure,
    MessageState,
    Withdrawal,
)
from services.notifications.domain.recipient import Recipient
from services.notifications.domain.template import Template

TUESDAY_NOON = datetime(2027, 3, 9, 11, 0, tzinfo=UTC)
TUESDAY_TWO = TUESDAY_NOON + timedelta(hours=2)
TUESDAY_THREE = TUESDAY_NOON + timedelta(hours=3)
TUESDAY_EIGHT = TUESDAY_NOON + timedelta(hours=8)
WEDNESDAY_NOON = TUESDAY_NOON + timedelta(days=1)

MOTHER = UUID("018f0000-0000-7000-8000-000000000001")
CAUSE = "018f0000-0000-7000-8000-000000000002"

EVERY_FACT = {"starts_at": "2027-03-16T09:00:00Z", "answer_by": "2027-03-23"}


def queued(template: Template = Template.MISSED_YOU, *, cause: str = CAUSE) -> Message:
    return Message.queue(
        template=template,
        cause=cause,
        mother_id=MOTHER,
        facts=EVERY_FACT,
        not_before=TUESDAY_TWO,
        not_after=TUESDAY_EIGHT,
        at=TUESDAY_NOON,
    )


def recipient(**known: Any) -> Recipient:
    usual: dict[str, Any] = {
        "mother_id": MOTHER,
        "display_name": "Meryem",
        "phone": "+4512345678",
        "languages": ("tr", "da"),
    }
    return Recipient(**usual | known)


def standing_at(state: MessageState) -> Message:
    message = queued()
    if state is MessageState.WITHDRAWN:
        message.withdraw(reason=Withdrawal.CORRECTED, at=TUESDAY_TWO)
    elif state is MessageState.SUPPRESSED:
        message.claim(recipient=recipient(opted_out=True), at=TUESDAY_THREE)
    elif state is not MessageState.QUEUED:
        message.claim(recipient=recipient(), at=TUESDAY_THREE)
        leave(message, state)
    assert message.state is state
    return message


def leave(message: Message, state: MessageState) -> None:
    if state is MessageState.SENT:
        message.sent(at=TUESDAY_THREE)
    elif state is MessageState.FAILED:
        message.failed(reason=Failure.BAD_NUMBER, at=TUESDAY_THREE)
    elif state is MessageState.UNCERTAIN:
        message.left_in_doubt(at=TUESDAY_THREE)
