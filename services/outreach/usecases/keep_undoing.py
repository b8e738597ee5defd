"""
What every undoing of a slip ends with.
"""

from datetime import datetime

from services.outreach.domain.change import Change
from services.outreach.domain.mother import Mother
from services.outreach.usecases.announcements import announce
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.organisations import Role


def keep_undoing(
    change: Change, mother: Mother, *, by: Role, at: datetime, uow: OutreachUnitOfWork
) -> None:
    """
    Keep how she stands again, mark what she never said, and tell.
    """
    uow.mothers.save(mother)
    if change.unsaid is not None:
        uow.mothers.mark_unsaid(mother.id, versions=change.unsaid, by=by, at=at)
    announce(change, mother=mother, outbox=uow.outbox)
    uow.commit()
