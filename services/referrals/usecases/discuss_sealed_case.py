"""
Note that she has talked with her leader about a notification.
"""

from datetime import datetime
from uuid import UUID

from services.referrals.domain.sealed_sight import Reader
from services.referrals.usecases.ports import ReferralsUnitOfWork
from services.referrals.usecases.sealed_acting import sealed_step


def discuss_sealed_case(
    *,
    case_id: UUID,
    version: int | None = None,
    reader: Reader,
    now: datetime,
    uow: ReferralsUnitOfWork,
) -> None:
    """
    Note it; that she has decides nothing.

    Raises SealedCaseNotFound, SealedCaseInState, RoleMayNot or StaleVersion.
    """
    with sealed_step(case_id, version=version, reader=reader, uow=uow) as case:
        case.discuss(reader=reader, at=now)
