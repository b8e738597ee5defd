"""
Record a mother's answer about a home visit.
"""

from datetime import datetime
from uuid import UUID

from services.referrals.domain.consent import Consent
from services.referrals.domain.referral import Referral
from services.referrals.usecases.acting import referral_step
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.kernel.organisations import Role


def record_referral_consent(
    *,
    referral_id: UUID,
    consent: Consent,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
    version: int | None = None,
) -> Referral:
    """
    Put the mother's answer on a draft, in place of an earlier one.

    Raises ReferralNotFound, StaleVersion, RoleMayNot, NotYours or ReferralInState.
    """
    step = referral_step(referral_id, version=version, by=by, now=now, uow=uow)
    with step as (referral, act):
        referral.record_consent(consent=consent, act=act)
    return referral
