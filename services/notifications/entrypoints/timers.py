"""
What the clock makes notifications do; every replica does it, and they share the work.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import structlog

from services.notifications.domain.message import Message
from services.notifications.usecases.forget_old_messages import forget_old_messages
from services.notifications.usecases.leave_in_doubt import leave_in_doubt
from services.notifications.usecases.ports import Gateway, NotificationsUnitOfWork
from services.notifications.usecases.send_due_messages import send_due_messages
from shared.bus.extensions import every
from shared.db.engine import kept_for

log = structlog.get_logger()


class Entrypoints:
    """
    Sends, and looks for what a crash has left behind.
    """

    gateway: Callable[[NotificationsUnitOfWork], Gateway]

    @every(seconds=1)
    def send_what_is_due(self, *, now: datetime, uow: NotificationsUnitOfWork) -> None:
        gateway = self.gateway(uow)
        _log(send_due_messages(gateway=gateway, now=now, uow=uow))

    @every(seconds=60)
    def find_what_is_in_doubt(
        self, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        _log(leave_in_doubt(now=now, uow=uow))

    @every(seconds=3_600)
    def forget_old_messages(self, *, now: datetime, uow: Any) -> None:
        before = now - kept_for(uow.engine).messages
        forget_old_messages(before=before, uow=uow)


def _log(messages: Iterable[Message]) -> None:
    for message in messages:
        log.info(
            "message_handled", message_id=str(message.id), state=message.state.value
        )
