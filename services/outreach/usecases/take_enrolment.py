"""
Take whether a mother is in the group.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.domain.enrolment import Enrolment, Place
from services.outreach.usecases.announcements import announce
from services.outreach.usecases.known import known_mother
from services.outreach.usecases.ports import OutreachUnitOfWork


def take_enrolment(
    *,
    mother_id: UUID,
    place: Place,
    since: datetime,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> None:
    """
    End what she need not be asked about any more, and open nothing of it again.
    """
    with uow:
        mother = known_mother(mother_id, uow=uow)
        change = mother.moves(Enrolment(place=place, since=since), at=now)
        uow.mothers.save(mother)
        announce(change, mother=mother, outbox=uow.outbox)
        uow.commit()
