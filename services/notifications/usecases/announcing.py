"""
What is told of a message: that it left, or why it did not; never its words.
"""

from typing import cast

from services.notifications.domain.message import Message
from services.notifications.usecases.ports import NotificationsUnitOfWork
from shared.contracts import notifications as contracts


def announce_sent(message: Message, *, uow: NotificationsUnitOfWork) -> None:
    uow.outbox.add(
        contracts.MessageSent(
            message_id=message.id,
            mother_id=message.mother_id,
            template=_template(message),
        ),
        version=message.version,
    )


def announce_withdrawn(message: Message, *, uow: NotificationsUnitOfWork) -> None:
    uow.outbox.add(
        contracts.MessageWithdrawn(
            message_id=message.id,
            mother_id=message.mother_id,
            template=_template(message),
        ),
        version=message.version,
    )


def announce_suppressed(message: Message, *, uow: NotificationsUnitOfWork) -> None:
    uow.outbox.add(
        contracts.MessageSuppressed(
            message_id=message.id,
            mother_id=message.mother_id,
            template=_template(message),
            follow_up_id=message.follow_up_id,
            reason=cast("contracts.SuppressionReason", str(message.reason)),
        ),
        version=message.version,
    )


def announce_failed(message: Message, *, uow: NotificationsUnitOfWork) -> None:
    uow.outbox.add(
        contracts.MessageFailed(
            message_id=message.id,
            mother_id=message.mother_id,
            template=_template(message),
            follow_up_id=message.follow_up_id,
            reason=cast("contracts.FailureReason", str(message.reason)),
        ),
        version=message.version,
    )


def _template(message: Message) -> contracts.Template:
    return message.template.value
