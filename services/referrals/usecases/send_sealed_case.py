"""
Note that a statutory notification was sent.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from services.referrals.domain.sealed_sight import Reader
from services.referrals.usecases.ports import ReferralsUnitOfWork
from services.referrals.usecases.sealed_acting import sealed_step


def send_sealed_case(
    *,
    case_id: UUID,
    sent_on: date,
    office: str,
    offices: Collection[str],
    parents_informed: bool,
    interpreted: bool,
    version: int | None = None,
    reader: Reader,
    now: datetime,
    uow: ReferralsUnitOfWork,
) -> None:
    """
    Note when, to which office, and whether the parents know; and when a receipt is due.

    Raises SealedCaseNotFound, SealedCaseInState, Invalid or StaleVersion.
    """
    with sealed_step(case_id, version=version, reader=reader, uow=uow) as case:
        case.send(
            sent_on=sent_on,
            office=office,
            offices=offices,
            parents_informed=parents_informed,
            interpreted=interpreted,
            reader=reader,
            at=now,
        )
