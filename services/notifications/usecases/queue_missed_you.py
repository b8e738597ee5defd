"""
Queue the neutral text after a missed session.
"""

from datetime import datetime
from uuid import UUID

from services.notifications.domain.message import Message
from services.notifications.domain.template import Template
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.queueing import queue_once
from shared.kernel.clock import day_of, in_utc
from shared.kernel.contact_hours import END, first_contact_from


def queue_missed_you(
    *,
    follow_up_id: UUID,
    mother_id: UUID,
    session_started_at: datetime,
    text_from: datetime,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    """
    Ask for one text for this follow-up, to leave by the evening of its day.

    The follow-up is the cause, so one that is opened again does not text her twice.
    """
    message = Message.queue(
        template=Template.MISSED_YOU,
        cause=str(follow_up_id),
        mother_id=mother_id,
        facts={"starts_at": session_started_at.isoformat()},
        not_before=first_contact_from(text_from),
        not_after=in_utc(day_of(text_from), END),
        at=now,
    )
    with uow:
        queue_once(message, now=now, uow=uow)
        uow.commit()
