"""
Erase a mother, because roster has ordered it.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.contracts.privacy import OutreachErasureConfirmed


def erase_mother(*, mother_id: UUID, now: datetime, uow: OutreachUnitOfWork) -> None:
    """
    Delete all that is kept of her but her id, and confirm it; a repeat confirms again.

    What was saved before in the same transaction is written first, so that it goes too.
    """
    with uow:
        uow.flush()
        uow.persons.erase(mother_id, now=now)
        uow.outbox.add(OutreachErasureConfirmed(person_id=mother_id), version=1)
        uow.commit()
