from dataclasses import replace
from uuid import UUID

from services.referrals.usecases.ports import ReferralsUnitOfWork


def forget_child(*, child_id: UUID, uow: ReferralsUnitOfWork) -> None:
    """
    Let a child that was entered by mistake stand in no list.

    What names it already, like a draft or what has ended, can still be read.
    """
    with uow:
        child = uow.children.find(child_id)
        if child is not None and uow.children.is_named(child_id):
            uow.children.save(replace(child, is_removed=True))
        elif child is not None:
            uow.children.remove(child)
        uow.commit()
