"""
Queue the text that a session is cancelled.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.notifications.domain.message import Message
from services.notifications.domain.template import Template
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.queueing import queue_once


def queue_session_cancelled(
    *,
    session_id: UUID,
    mother_ids: Sequence[UUID],
    starts_at: datetime,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    """
    Ask for one text to each mother who was expected.

    A session that is taken out of the book afterwards is no news to anybody.
    """
    if starts_at <= now:
        return
    messages = [
        Message.queue(
            template=Template.SESSION_CANCELLED,
            cause=f"{session_id}:{mother_id}",
            mother_id=mother_id,
            facts={"starts_at": starts_at.isoformat()},
            not_before=now,
            not_after=starts_at,
            at=now,
        )
        for mother_id in mother_ids
    ]
    with uow:
        uow.no_thanks.load(mother_ids)
        uow.enrolments.load(mother_ids)
        uow.messages.load(message.id for message in messages)
        for message in messages:
            queue_once(message, now=now, uow=uow)
        uow.commit()
