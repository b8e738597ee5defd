"""
Find messages whose sender was never heard of again.
"""

from datetime import datetime, timedelta

from services.notifications.domain.message import Message
from services.notifications.usecases.ports import NotificationsUnitOfWork

LONGEST_SENDING = timedelta(minutes=5)
AT_ONCE = 50


def leave_in_doubt(*, now: datetime, uow: NotificationsUnitOfWork) -> list[Message]:
    """
    Mark what was claimed long ago as uncertain, for a person to look at; return them.
    """
    with uow:
        found = uow.messages.claimed_before(now - LONGEST_SENDING, limit=AT_ONCE)
        for message in found:
            message.left_in_doubt(at=now)
            uow.messages.save(message)
        uow.commit()
    return found
