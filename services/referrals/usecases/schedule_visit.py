"""
Schedule a home visit.
"""

from datetime import datetime
from uuid import UUID

from services.referrals.domain.referral import Referral
from services.referrals.usecases.acting import referral_step
from services.referrals.usecases.announcing import announce_with_update
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.contracts.referrals import VisitScheduled
from shared.kernel.organisations import Role


def schedule_visit(
    *,
    referral_id: UUID,
    visit_at: datetime,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
    version: int | None = None,
) -> Referral:
    """
    Give a home visit its time.

    Raises ReferralNotFound, StaleVersion, RoleMayNot, NotYours or ReferralInState.
    """
    step = referral_step(referral_id, version=version, by=by, now=now, uow=uow)
    with step as (referral, act):
        referral.schedule(visit_at=visit_at, act=act)
        announce_with_update(
            VisitScheduled(
                referral_id=referral.id, mother_id=referral.mother_id, visit_at=visit_at
            ),
            state="scheduled",
            referral=referral,
            uow=uow,
        )
    return referral
