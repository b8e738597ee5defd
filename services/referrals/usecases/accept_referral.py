"""
Accept a referral.
"""

from datetime import datetime
from uuid import UUID

from services.referrals.domain.referral import Referral
from services.referrals.usecases.acting import referral_step
from services.referrals.usecases.announcing import announce_with_update
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.contracts.referrals import ReferralAccepted
from shared.kernel.organisations import Role


def accept_referral(
    *,
    referral_id: UUID,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
    version: int | None = None,
) -> Referral:
    """
    Take a referral on, and tell everybody whom it concerns.

    Raises ReferralNotFound, StaleVersion, RoleMayNot, NotYours or ReferralInState.
    """
    step = referral_step(referral_id, version=version, by=by, now=now, uow=uow)
    with step as (referral, act):
        referral.accept(act=act)
        announce_with_update(
            ReferralAccepted(referral_id=referral.id, mother_id=referral.mother_id),
            state="accepted",
            referral=referral,
            uow=uow,
        )
    return referral
