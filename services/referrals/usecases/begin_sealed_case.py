"""
Begin to consider a statutory notification.
"""

from datetime import datetime
from uuid import UUID

from services.referrals.domain.errors import ChildNotKnown
from services.referrals.domain.sealed_case import SealedCase
from services.referrals.domain.sealed_sight import Reader
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.kernel.ids import new_id


def begin_sealed_case(
    *, mother_id: UUID, reader: Reader, now: datetime, uow: ReferralsUnitOfWork
) -> SealedCase:
    """
    Keep that somebody considers it. Nothing is asked of the mother, nothing announced.

    Raises RoleMayNot, or ChildNotKnown for a mother without a child here.
    """
    with uow:
        uow.keep_quiet()
        # They are held, so that who is being erased just now is not written about.
        if not uow.children.of_mother(mother_id):
            raise ChildNotKnown(mother_id=str(mother_id))
        case = SealedCase.consider(
            case_id=new_id(), mother_id=mother_id, reader=reader, at=now
        )
        uow.sealed_cases.save(case)
        uow.commit()
    return case
