"""
Take that two were one mother all along.
"""

from datetime import datetime
from uuid import UUID

from services.referrals.usecases.ports import ReferralsUnitOfWork


def merge_mothers(
    *, kept_id: UUID, merged_id: UUID, now: datetime, uow: ReferralsUnitOfWork
) -> None:
    """
    Let her children, referrals and hand-offs stand under the kept id.

    Nothing of them changes but whose they are: what was agreed on is agreed, and the
    partners name them by ids of their own.
    """
    with uow:
        if not uow.persons.merge(merged_id, into=kept_id, now=now):
            return
        uow.start_over()
        uow.move_mother(merged_id, to=kept_id)
        uow.commit()
