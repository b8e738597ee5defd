"""
Queue the text with the time of a home visit.
"""

from datetime import UTC, datetime
from uuid import UUID

from services.notifications.domain.message import Message
from services.notifications.domain.message_state import Withdrawal
from services.notifications.domain.template import Template
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.queueing import queue_once, withdraw_queued


def queue_visit_scheduled(
    *,
    referral_id: UUID,
    mother_id: UUID,
    visit_at: datetime,
    version: int | None,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    """
    Ask for a text with the visit's time, and take back an unsent one with another.

    ``version`` is the referral's. It belongs to the cause, so that a visit that is
    moved and then moved back is told of once more: the time she heard last was wrong.
    """
    starts_at = visit_at.astimezone(UTC).isoformat()
    message = Message.queue(
        template=Template.VISIT_SCHEDULED,
        cause=f"{referral_id}:{starts_at}:{version}",
        mother_id=mother_id,
        facts={"starts_at": starts_at},
        not_before=now,
        not_after=visit_at,
        at=now,
    )
    with uow:
        unsent = uow.messages.queued_about_visits(
            mother_id=mother_id, referral_id=referral_id
        )
        moved = [one for one in unsent if one.facts != message.facts]
        withdraw_queued(moved, reason=Withdrawal.VISIT_MOVED, now=now, uow=uow)
        if len(moved) == len(unsent):
            queue_once(message, now=now, uow=uow)
        uow.commit()
