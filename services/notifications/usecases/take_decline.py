"""
Take a mother's no thanks to the group.
"""

from datetime import date, datetime
from uuid import UUID

from services.notifications.domain.message_state import Withdrawal
from services.notifications.domain.no_thanks import NoThanks
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.queueing import withdraw_queued


def take_decline(
    *, mother_id: UUID, declined_on: date, now: datetime, uow: NotificationsUnitOfWork
) -> None:
    """
    Keep her no thanks and take back everything of hers that has not left.

    It is kept also for a mother whose contact is not known yet. If she has said a yes
    on a later day, which came here sooner, that yes stands.
    """
    with uow:
        said = uow.no_thanks.find(mother_id) or NoThanks(mother_id=mother_id)
        said.declined_on = declined_on
        uow.no_thanks.save(said)
        if said.holds:
            waiting = uow.messages.queued_for(mother_id)
            withdraw_queued(waiting, reason=Withdrawal.NO_THANKS, now=now, uow=uow)
        uow.commit()
