"""
Queue the text about an offered daycare place.
"""

from datetime import date, datetime, time
from uuid import UUID

from services.notifications.domain.message import Message
from services.notifications.domain.template import Template
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.queueing import queue_once
from shared.kernel.clock import in_utc

EVENING = time(20)


def queue_place_offered(
    *,
    hand_off_id: UUID,
    mother_id: UUID,
    answer_by: date,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    """
    Ask for a text that tells by when to answer, of use until the evening of that day.
    """
    message = Message.queue(
        template=Template.PLACE_OFFERED,
        cause=f"{hand_off_id}:{answer_by.isoformat()}",
        mother_id=mother_id,
        facts={"answer_by": answer_by.isoformat()},
        not_before=now,
        not_after=in_utc(answer_by, EVENING),
        at=now,
    )
    with uow:
        queue_once(message, now=now, uow=uow)
        uow.commit()
