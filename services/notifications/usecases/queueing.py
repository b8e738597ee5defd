"""
How a message comes to wait, and how one that waits is taken back.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from services.notifications.domain.message import Message
from services.notifications.domain.message_state import Withdrawal
from services.notifications.usecases.announcing import announce_withdrawn
from services.notifications.usecases.ports import NotificationsUnitOfWork


def queue_once(
    message: Message, *, now: datetime, uow: NotificationsUnitOfWork
) -> None:
    """
    Keep a message to be sent, unless its cause has had one, whatever became of that.

    For a mother who has said no thanks, or who is not in the group that it is about,
    it is kept as withdrawn at once, just as it would stand if that had come a moment
    later.
    """
    if uow.messages.find(message.id) is not None:
        return
    uow.messages.save(message)
    if reason := _why_not(message, uow=uow):
        withdraw_queued([message], reason=reason, now=now, uow=uow)


def _why_not(message: Message, *, uow: NotificationsUnitOfWork) -> Withdrawal | None:
    said = uow.no_thanks.find(message.mother_id)
    if said is not None and said.forbids(message.template):
        return Withdrawal.NO_THANKS
    if message.template.is_about_group and is_out_of_group(message.mother_id, uow=uow):
        return Withdrawal.OUT_OF_GROUP
    return None


def is_out_of_group(mother_id: UUID, *, uow: NotificationsUnitOfWork) -> bool:
    known = uow.enrolments.find(mother_id)
    return known is not None and not known.is_in_group


def withdraw_queued(
    messages: Iterable[Message],
    *,
    reason: Withdrawal,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    """
    Take back those that have not left, and tell.
    """
    for message in messages:
        if message.withdraw(reason=reason, at=now):
            uow.messages.save(message)
            announce_withdrawn(message, uow=uow)
