"""
Withdraw the texts of a follow-up that is over.
"""

from datetime import datetime
from uuid import UUID

from services.notifications.domain.message import Message
from services.notifications.domain.message_record import message_id
from services.notifications.domain.message_state import Withdrawal
from services.notifications.domain.template import Template
from services.notifications.usecases.announcing import announce_withdrawn
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.queueing import withdraw_queued


def withdraw_missed_you(
    *,
    follow_up_id: UUID,
    mother_id: UUID,
    reason: Withdrawal,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    """
    Take its texts back if they have not left.

    When this overtakes the opening, it is kept, so that the opening queues nothing.
    """
    template, cause = Template.MISSED_YOU, str(follow_up_id)
    see_you = message_id(template=Template.SEE_YOU, cause=cause)
    with uow:
        asks = uow.messages.find(see_you)
        message = uow.messages.find(message_id(template=template, cause=cause))
        known = [one for one in (message, asks) if one is not None]
        if known:
            withdraw_queued(known, reason=reason, now=now, uow=uow)
        else:
            overtaken = Message.withdrawn_before(
                template=template,
                cause=cause,
                mother_id=mother_id,
                reason=reason,
                at=now,
            )
            uow.messages.save(overtaken)
            announce_withdrawn(overtaken, uow=uow)
        uow.commit()
