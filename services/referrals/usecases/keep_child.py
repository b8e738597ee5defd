"""
Keep a child that roster has told of.
"""

from datetime import date
from uuid import UUID

from services.referrals.domain.child import Child
from services.referrals.usecases.ports import ReferralsUnitOfWork


def keep_child(
    *,
    child_id: UUID,
    mother_id: UUID,
    birth_month: date,
    same_as: UUID | None,
    uow: ReferralsUnitOfWork,
) -> None:
    """
    Keep whose child it is and its month of birth; a later word replaces an earlier.
    """
    told = Child(
        child_id=child_id,
        mother_id=mother_id,
        birth_month=birth_month,
        same_as=same_as,
    )
    with uow:
        if uow.children.find(child_id) != told:
            uow.children.save(told)
        uow.commit()
