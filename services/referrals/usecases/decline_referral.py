"""
Decline a referral.
"""

from datetime import datetime
from uuid import UUID

from services.referrals.domain.referral import Referral
from services.referrals.domain.referral_codes import DeclineReason
from services.referrals.usecases.acting import referral_step
from services.referrals.usecases.announcing import announce_with_update
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.contracts.referrals import ReferralDeclined
from shared.kernel.organisations import Role


def decline_referral(
    *,
    referral_id: UUID,
    reason: DeclineReason,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
    version: int | None = None,
) -> Referral:
    """
    Say no to a referral; the reason stands here and is not announced.

    Raises ReferralNotFound, StaleVersion, RoleMayNot, NotYours or ReferralInState.
    """
    step = referral_step(referral_id, version=version, by=by, now=now, uow=uow)
    with step as (referral, act):
        referral.decline(reason=reason, act=act)
        announce_with_update(
            ReferralDeclined(referral_id=referral.id, mother_id=referral.mother_id),
            state="declined",
            referral=referral,
            uow=uow,
        )
    return referral
