"""
Report that no interpreter is to be had.
"""

from datetime import datetime
from uuid import UUID

from services.referrals.domain.referral import Referral
from services.referrals.usecases.acting import referral_step
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.kernel.organisations import Role


def report_no_interpreter(
    *,
    referral_id: UUID,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
    version: int | None = None,
) -> Referral:
    """
    Note that no interpreter is to be had: the visit is not ready.

    Raises ReferralNotFound, StaleVersion, RoleMayNot, NotYours, ReferralInState or
    InterpreterInState.
    """
    step = referral_step(referral_id, version=version, by=by, now=now, uow=uow)
    with step as (referral, act):
        referral.report_no_interpreter(act=act)
    return referral
