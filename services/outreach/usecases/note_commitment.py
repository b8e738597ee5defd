"""
Note that a mother has said she wants to come.
"""

from datetime import date, datetime
from uuid import UUID

from services.outreach.usecases.announcements import announce
from services.outreach.usecases.known import known_mother
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.organisations import Role


def note_commitment(
    *, mother_id: UUID, said_on: date, heard_by: Role, uow: OutreachUnitOfWork
) -> None:
    """
    Take her yes as the roster tells it; after a no thanks it changes nothing.
    """
    with uow:
        mother = known_mother(mother_id, uow=uow)
        change = mother.says_yes(on=said_on, heard_by=heard_by)
        uow.mothers.save(mother)
        announce(change, mother=mother, outbox=uow.outbox)
        uow.commit()


def note_commitment_withdrawn(
    *,
    mother_id: UUID,
    on: date,
    heard_by: Role,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Take back the yes that the roster told of; a no thanks stays what it is.
    """
    with uow:
        mother = known_mother(mother_id, uow=uow)
        change = mother.takes_yes_back(on=on, heard_by=heard_by, at=now)
        uow.mothers.save(mother)
        announce(change, mother=mother, outbox=uow.outbox)
        uow.commit()
