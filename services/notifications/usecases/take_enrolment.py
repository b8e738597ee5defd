"""
Take whether a mother is in the group.
"""

from datetime import datetime
from uuid import UUID

from services.notifications.domain.enrolment import Enrolment
from services.notifications.domain.message_state import Withdrawal
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.queueing import queue_once, withdraw_queued


def take_enrolment(
    *, mother_id: UUID, is_in_group: bool, now: datetime, uow: NotificationsUnitOfWork
) -> None:
    """
    Keep it, and take back what is about the group and has not left.

    When she is with us again, what was taken back of a session that is still ahead is
    asked for anew: else she would stand before a closed door.
    """
    with uow:
        uow.enrolments.save(Enrolment(mother_id=mother_id, is_in_group=is_in_group))
        if not is_in_group:
            waiting = [
                message
                for message in uow.messages.queued_for(mother_id)
                if message.template.is_about_group
            ]
            withdraw_queued(waiting, reason=Withdrawal.OUT_OF_GROUP, now=now, uow=uow)
        else:
            for message in uow.messages.taken_back_from(mother_id, ahead_of=now):
                queue_once(message.again(at=now), now=now, uow=uow)
        uow.commit()
