"""
Record a mother's answer about daycare intake.
"""

from datetime import datetime
from uuid import UUID

from services.referrals.domain.consent import Consent
from services.referrals.domain.hand_off import HandOff
from services.referrals.usecases.acting import hand_off_step
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.kernel.organisations import Role


def record_daycare_consent(
    *,
    hand_off_id: UUID,
    consent: Consent,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
    version: int | None = None,
) -> HandOff:
    """
    Put down the mother's answer, in place of an earlier one, before she applies.

    Raises HandOffNotFound, StaleVersion, RoleMayNot or HandOffInState.
    """
    step = hand_off_step(hand_off_id, version=version, by=by, now=now, uow=uow)
    with step as (hand_off, act):
        hand_off.record_consent(consent=consent, act=act)
    return hand_off
