"""
Complete a referral.
"""

from datetime import datetime
from uuid import UUID

from services.referrals.domain.referral import Referral
from services.referrals.domain.referral_codes import OutcomeCode
from services.referrals.usecases.acting import referral_step
from services.referrals.usecases.announcing import announce_with_update
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.contracts.referrals import ReferralCompleted
from shared.kernel.organisations import Role


def complete_referral(
    *,
    referral_id: UUID,
    outcome_code: OutcomeCode,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
    version: int | None = None,
) -> Referral:
    """
    End a referral; what came of it stands here and is not announced.

    Raises ReferralNotFound, StaleVersion, RoleMayNot, NotYours or ReferralInState.
    """
    step = referral_step(referral_id, version=version, by=by, now=now, uow=uow)
    with step as (referral, act):
        referral.complete(outcome_code=outcome_code, act=act)
        announce_with_update(
            ReferralCompleted(referral_id=referral.id, mother_id=referral.mother_id),
            state="completed",
            referral=referral,
            uow=uow,
        )
    return referral
