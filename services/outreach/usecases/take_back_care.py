"""
Take back that something about a mother was taken care of: it was a slip of the finger.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.usecases.keep_undoing import keep_undoing
from services.outreach.usecases.known import mother_on_the_list
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.organisations import Role


def take_back_care(
    *, mother_id: UUID, by: Role, now: datetime, uow: OutreachUnitOfWork
) -> None:
    """
    Let a concern, a pause or the question again wait for somebody, as it did before.

    A referral that was sent meanwhile is sent: only that it is done here is undone.

    Raises MotherNotFound or CareStands.
    """
    with uow:
        mother = mother_on_the_list(mother_id, uow=uow)
        talk = uow.mothers.talk_before(mother)
        change = mother.takes_back_care(by=by, at=now, talk=talk)
        mother.let_review_follow(at=now)
        keep_undoing(change, mother, by=by, at=now, uow=uow)
