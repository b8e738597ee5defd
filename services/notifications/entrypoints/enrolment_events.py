"""
Who pauses, leaves, or is on her way in again.
"""

from datetime import datetime
from uuid import UUID

from services.notifications.usecases.ports import NotificationsUnitOfWork
from services.notifications.usecases.take_enrolment import take_enrolment
from shared.bus.extensions import consumes
from shared.contracts.roster.enrolment import (
    EnrolmentEvent,
    MotherLeft,
    MotherPaused,
    MotherResumed,
    MotherReturned,
)


def _needs(event: EnrolmentEvent) -> dict[str, UUID]:
    return {"enrolments": event.mother_id}


class Entrypoints:
    """
    Policies about where she stands; of these events the newest holds.
    """

    @consumes(MotherPaused, needs=_needs)
    def take_enrolment_on_mother_paused(
        self, event: MotherPaused, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        _take(event, is_in_group=False, now=now, uow=uow)

    @consumes(MotherLeft, needs=_needs)
    def take_enrolment_on_mother_left(
        self, event: MotherLeft, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        _take(event, is_in_group=False, now=now, uow=uow)

    @consumes(MotherResumed, needs=_needs)
    def take_enrolment_on_mother_resumed(
        self, event: MotherResumed, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        _take(event, is_in_group=True, now=now, uow=uow)

    @consumes(MotherReturned, needs=_needs)
    def take_enrolment_on_mother_returned(
        self, event: MotherReturned, *, now: datetime, uow: NotificationsUnitOfWork
    ) -> None:
        _take(event, is_in_group=True, now=now, uow=uow)


def _take(
    event: EnrolmentEvent,
    *,
    is_in_group: bool,
    now: datetime,
    uow: NotificationsUnitOfWork,
) -> None:
    take_enrolment(mother_id=event.mother_id, is_in_group=is_in_group, now=now, uow=uow)
