"""
Discard a draft.
"""

from datetime import datetime
from uuid import UUID

from services.referrals.domain.referral import Referral
from services.referrals.usecases.acting import referral_step
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.kernel.organisations import Role


def discard_referral(
    *,
    referral_id: UUID,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
    version: int | None = None,
) -> Referral:
    """
    Put a draft aside that is not to be sent.

    Raises ReferralNotFound, StaleVersion, RoleMayNot, NotYours or ReferralInState.
    """
    step = referral_step(referral_id, version=version, by=by, now=now, uow=uow)
    with step as (referral, act):
        referral.discard(act=act)
    return referral
