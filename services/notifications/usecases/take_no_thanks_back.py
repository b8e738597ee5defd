"""
Take that a no thanks was a slip: she never said it.
"""

from datetime import date, datetime
from uuid import UUID

from services.notifications.domain.no_thanks import NoThanks
from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.queueing import queue_once


def take_decline_back(
    *, mother_id: UUID, now: datetime, uow: NotificationsUnitOfWork
) -> None:
    """
    Forget that she declined the group.

    What was taken back stays so: to follow her up is planned anew, and only what she
    has to know of a session that is still ahead is asked for once more.
    """
    with uow:
        said = uow.no_thanks.find(mother_id) or NoThanks(mother_id=mother_id)
        said.declined_on = None
        _go_on(said, now=now, uow=uow)


def take_agreement_back(
    *,
    mother_id: UUID,
    agreement: str,
    said_on: date | None,
    scope: str,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    """
    Let what she had said before hold again.
    """
    with uow:
        said = uow.no_thanks.find(mother_id) or NoThanks(mother_id=mother_id)
        said.agreement, said.said_on, said.scope = agreement, said_on, scope
        _go_on(said, now=now, uow=uow)


def _go_on(said: NoThanks, *, now: datetime, uow: NotificationsUnitOfWork) -> None:
    uow.no_thanks.save(said)
    if not said.holds:
        for message in uow.messages.taken_back_from(said.mother_id, ahead_of=now):
            queue_once(message.again(at=now), now=now, uow=uow)
    uow.commit()
