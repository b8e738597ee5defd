"""
Take what a mother has said about being contacted.
"""

from datetime import date, datetime
from uuid import UUID

from services.notifications.domain.message_state import Withdrawal
from services.notifications.domain.no_thanks import NoThanks
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.queueing import withdraw_queued


def take_agreement(
    *,
    mother_id: UUID,
    agreement: str,
    said_on: date,
    now: datetime,
    uow: NotificationsUnitOfWork,
    scope: str = "all",
) -> None:
    """
    Keep her newest word; after a no thanks, take back what it is about.

    A yes lets messages leave again, unless she has declined on the same day or later.
    """
    with uow:
        said = uow.no_thanks.find(mother_id) or NoThanks(mother_id=mother_id)
        said.agreement, said.said_on, said.scope = agreement, said_on, scope
        uow.no_thanks.save(said)
        if said.is_about_follow_up:
            queued = uow.messages.queued_for(mother_id)
            waiting = [one for one in queued if said.forbids(one.template)]
            withdraw_queued(waiting, reason=Withdrawal.NO_THANKS, now=now, uow=uow)
        uow.commit()
