"""
Queue the neutral text before the next session.
"""

from datetime import datetime
from uuid import UUID

from services.notifications.domain.message import Message
from services.notifications.domain.template import Template
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.queueing import queue_once
from shared.kernel.clock import in_utc, on_the_wall
from shared.kernel.contact_hours import END, first_contact_from


def queue_see_you(
    *,
    follow_up_id: UUID,
    mother_id: UUID,
    session_id: UUID,
    session_starts_at: datetime,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    """
    Ask for one text for this follow-up, to leave today or not at all.

    Heard in the night, because a machine was down, it waits for the morning. Which
    session it is about is kept, so that news of the session finds it.
    """
    message = Message.queue(
        template=Template.SEE_YOU,
        cause=str(follow_up_id),
        mother_id=mother_id,
        facts={
            "starts_at": session_starts_at.isoformat(),
            "session_id": str(session_id),
        },
        not_before=first_contact_from(now),
        not_after=in_utc(on_the_wall(now).date(), END),
        at=now,
    )
    with uow:
        queue_once(message, now=now, uow=uow)
        uow.commit()
