"""
Take back an attempt that was logged by a slip.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.usecases.keep_undoing import keep_undoing
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
        talk = uow.mothers.talk_before(mother)
        change = mother.takes_back(attempt_id, by=by, at=now, talk=talk)
        keep_undoing(change, mother, by=by, at=now, uow=uow)
    return mother.id
