"""
What outreach does when a mother pauses, leaves, or is on her way in again.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.domain.enrolment import Place
from services.outreach.usecases.ports import OutreachUnitOfWork
from services.outreach.usecases.take_enrolment import take_enrolment
from shared.bus.extensions import consumes
from shared.contracts.roster.enrolment import (
    EnrolmentEvent,
    MotherLeft,
    MotherPaused,
    MotherResumed,
    MotherReturned,
)


def _mother(event: EnrolmentEvent) -> dict[str, UUID]:
    return {"mothers": event.mother_id}


class Entrypoints:
    """
    Policies about where she stands; of these events the newest holds.
    """

    @consumes(MotherPaused, needs=_mother)
    def take_enrolment_on_mother_paused(
        self, event: MotherPaused, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        _take(event, Place.PAUSED, now=now, uow=uow)

    @consumes(MotherResumed, needs=_mother)
    def take_enrolment_on_mother_resumed(
        self, event: MotherResumed, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        _take(event, Place.IN_GROUP, now=now, uow=uow)

    @consumes(MotherLeft, needs=_mother)
    def take_enrolment_on_mother_left(
        self, event: MotherLeft, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        _take(event, Place.LEFT, now=now, uow=uow)

    @consumes(MotherReturned, needs=_mother)
    def take_enrolment_on_mother_returned(
        self, event: MotherReturned, *, now: datetime, uow: OutreachUnitOfWork
    ) -> None:
        _take(event, Place.IN_GROUP, now=now, uow=uow)


def _take(
    event: EnrolmentEvent, place: Place, *, now: datetime, uow: OutreachUnitOfWork
) -> None:
    take_enrolment(
        mother_id=event.mother_id, place=place, since=event.changed_at, now=now, uow=uow
    )
