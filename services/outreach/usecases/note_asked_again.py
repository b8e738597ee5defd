"""
Note that a mother was asked again on the agreed day, and has not answered.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.domain.change import Change
from services.outreach.usecases.announcements import announce
from services.outreach.usecases.known import mother_on_the_list
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.organisations import Role


def note_asked_again(
    *, mother_id: UUID, by: Role, now: datetime, uow: OutreachUnitOfWork
) -> None:
    """
    Take her from those who are to be asked; it is asked once, however often noted.

    What she answers is recorded as her word instead, and needs no note.

    Raises MotherNotFound.
    """
    with uow:
        mother = mother_on_the_list(mother_id, uow=uow)
        if mother.was_asked_again(by=by, at=now):
            mother.let_review_follow(at=now)
            uow.mothers.save(mother)
            announce(Change(), mother=mother, outbox=uow.outbox)
        uow.commit()
