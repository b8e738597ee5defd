"""
Move a home visit.
"""

from datetime import datetime
from uuid import UUID

from services.referrals.domain.referral import Referral
from services.referrals.usecases.acting import referral_step
from services.referrals.usecases.announcing import announce_with_update
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.contracts.referrals import VisitScheduled
from shared.kernel.organisations import Role


def reschedule_visit(
    *,
    referral_id: UUID,
    visit_at: datetime,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
    version: int | None = None,
) -> Referral:
    """
    Move a home visit; its interpreter must be found anew.

    Raises ReferralNotFound, StaleVersion, RoleMayNot, NotYours, ReferralInState or
    VisitAlreadyAtThisTime.
    """
    step = referral_step(referral_id, version=version, by=by, now=now, uow=uow)
    with step as (referral, act):
        referral.reschedule(visit_at=visit_at, act=act)
        announce_with_update(
            VisitScheduled(
                referral_id=referral.id, mother_id=referral.mother_id, visit_at=visit_at
            ),
            state="scheduled",
            referral=referral,
            uow=uow,
        )
    return referral
