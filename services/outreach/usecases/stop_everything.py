"""
Stop everything about a mother who has said no thanks.
"""

from datetime import date, datetime
from uuid import UUID

from services.outreach.usecases.announcements import announce
from services.outreach.usecases.known import known_mother
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.organisations import Role


def stop_everything(
    *,
    mother_id: UUID,
    said_on: date,
    heard_by: Role,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Stop her follow-ups, close her episode, and let nothing be opened any more.

    A no thanks that is known already is not announced again: the roster and outreach
    tell each other, and the chain has to end.
    """
    with uow:
        mother = known_mother(mother_id, uow=uow)
        change = mother.says_no_thanks(on=said_on, heard_by=heard_by, at=now)
        uow.mothers.save(mother)
        announce(change, mother=mother, outbox=uow.outbox)
        uow.commit()
