"""
Note that the office has told what came of a notification.
"""

from datetime import datetime
from uuid import UUID

from services.referrals.domain.sealed_sight import Reader
from services.referrals.usecases.ports import ReferralsUnitOfWork
from services.referrals.usecases.sealed_acting import sealed_step


def note_outcome_told(
    *,
    case_id: UUID,
    version: int | None = None,
    reader: Reader,
    now: datetime,
    uow: ReferralsUnitOfWork,
) -> None:
    """
    Note that it was told; what it was is not kept.

    Raises SealedCaseNotFound, SealedCaseInState or StaleVersion.
    """
    with sealed_step(case_id, version=version, reader=reader, uow=uow) as case:
        case.tell_outcome(reader=reader, at=now)
