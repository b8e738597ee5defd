"""
Note that the office has confirmed a notification.
"""

from datetime import date, datetime
from uuid import UUID

from services.referrals.domain.sealed_sight import Reader
from services.referrals.usecases.ports import ReferralsUnitOfWork
from services.referrals.usecases.sealed_acting import sealed_step


def note_receipt(
    *,
    case_id: UUID,
    receipted_on: date,
    version: int | None = None,
    reader: Reader,
    now: datetime,
    uow: ReferralsUnitOfWork,
) -> None:
    """
    Note the day; its deadline is over.

    Raises SealedCaseNotFound, SealedCaseInState, Invalid or StaleVersion.
    """
    with sealed_step(case_id, version=version, reader=reader, uow=uow) as case:
        case.receipt(receipted_on=receipted_on, reader=reader, at=now)
