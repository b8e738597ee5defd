"""
Forget sealed cases whose time is over.
"""

from datetime import datetime

from services.referrals.usecases.ports import ReferralsUnitOfWork


def forget_sealed_cases(*, before: datetime, uow: ReferralsUnitOfWork) -> None:
    """
    Delete what ended before then. What has not ended stays: nothing expires in silence.
    """
    with uow:
        uow.keep_quiet()
        uow.sealed_cases.forget_ended(before=before)
        uow.commit()
