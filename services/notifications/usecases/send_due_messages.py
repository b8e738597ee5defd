"""
Send what is due.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.notifications.domain.message import Message
from services.notifications.domain.message_state import Failure, MessageState
from services.notifications.domain.recipient import Recipient
from services.notifications.usecases.announcing import (
    announce_failed,
    announce_sent,
    announce_suppressed,
)
from services.notifications.usecases.outgoing_text import OutgoingText
from services.notifications.usecases.ports import Gateway, NotificationsUnitOfWork
from services.notifications.usecases.write_text import write_text

AT_ONCE = 50


@dataclass(frozen=True, kw_only=True)
class _Claimed:
    message: Message
    recipient: Recipient


def send_due_messages(
    *, gateway: Gateway, now: datetime, uow: NotificationsUnitOfWork
) -> list[Message]:
    """
    Claim what is due, hand it over, and note what became of each; return them.

    The claim is committed before anything leaves, and the gateway is called outside of
    any transaction. Whoever dies in between leaves a claimed message behind, which
    nobody sends again: ``leave_in_doubt`` finds it.
    """
    claimed = _claim(now=now, uow=uow)
    sent = [_send(one, gateway=gateway, now=now, uow=uow) for one in claimed]
    return [message for message in sent if message is not None]


def _claim(*, now: datetime, uow: NotificationsUnitOfWork) -> list[_Claimed]:
    """
    Decide about each with the number, the language and the no thanks known now.
    """
    claimed = []
    with uow:
        due = uow.messages.due(now=now, limit=AT_ONCE)
        known = uow.recipients.known_now({message.mother_id for message in due})
        for message in due:
            recipient = known.get(message.mother_id) or _unknown(message.mother_id)
            if message.claim(recipient=recipient, at=now):
                claimed.append(_Claimed(message=message, recipient=recipient))
            else:
                announce_suppressed(message, uow=uow)
            uow.messages.save(message)
        uow.commit()
    return claimed


def _unknown(mother_id: UUID) -> Recipient:
    return Recipient(mother_id=mother_id, display_name="", phone=None)


def _send(
    one: _Claimed, *, gateway: Gateway, now: datetime, uow: NotificationsUnitOfWork
) -> Message | None:
    try:
        failure = gateway.hand_over(_text(one, at=now))
    except Exception:  # noqa: BLE001 - whatever it was, the text may have left or not.
        return _note(one.message.id, MessageState.UNCERTAIN, now=now, uow=uow)
    state = MessageState.FAILED if failure else MessageState.SENT
    return _note(one.message.id, state, failure=failure, now=now, uow=uow)


def _text(one: _Claimed, *, at: datetime) -> OutgoingText:
    return OutgoingText(
        message_id=one.message.id,
        phone=str(one.recipient.phone),
        language=str(one.message.language),
        text=write_text(one.message, recipient=one.recipient),
        at=at,
    )


def _note(
    message_id: UUID,
    state: MessageState,
    *,
    failure: Failure | None = None,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> Message | None:
    with uow:
        # It may have been erased meanwhile, with all else of its reader.
        message = uow.messages.find(message_id)
        # If we took very long, another sender has left it in doubt: then so it stays.
        if message is not None and message.state is MessageState.CLAIMED:
            _settle(message, state, failure=failure, now=now, uow=uow)
            uow.messages.save(message)
            uow.commit()
    return message


def _settle(
    message: Message,
    state: MessageState,
    *,
    failure: Failure | None,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    if failure:
        message.failed(reason=failure, at=now)
        announce_failed(message, uow=uow)
    elif state is MessageState.UNCERTAIN:
        message.left_in_doubt(at=now)
    else:
        message.sent(at=now)
        announce_sent(message, uow=uow)
