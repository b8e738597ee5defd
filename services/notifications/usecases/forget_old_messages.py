"""
Forget what was written to mothers long ago.
"""

from datetime import datetime

from services.notifications.usecases.ports import NotificationsUnitOfWork


def forget_old_messages(*, before: datetime, uow: NotificationsUnitOfWork) -> None:
    """
    Delete the messages that have ended before, with their texts; none that waits.
    """
    with uow:
        uow.messages.forget_ended(before=before)
        uow.commit()
