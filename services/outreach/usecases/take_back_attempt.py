"""
Take back an attempt that was logged by a slip.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.usecases.announcements import announce
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.organisations import Role


def take_back_attempt(
    *,
    follow_up_id: UUID,
    attempt_id: UUID,
    by: Role,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> UUID:
    """
    Let her stand as before her newest attempt; return whose it was.

    Raises FollowUpNotFound, AttemptNotFound, AttemptStands or NoThanksStands.
    """
    with uow:
        mother = uow.mothers.of_follow_up(follow_up_id)
        change = mother.takes_back(attempt_id, by=by, at=now)
        uow.mothers.save(mother)
        if change.unsaid is not None:
            uow.mothers.forget_word(mother.id, version=change.unsaid)
        announce(change, mother=mother, outbox=uow.outbox)
        uow.commit()
    return mother.id
