"""
Decline an offer.
"""

from datetime import datetime
from uuid import UUID

from services.referrals.domain.hand_off import HandOff
from services.referrals.usecases.acting import hand_off_step
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.contracts.referrals import OfferDeclined
from shared.kernel.organisations import Role


def decline_offer(
    *,
    hand_off_id: UUID,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
    version: int | None = None,
) -> HandOff:
    """
    Note that the mother says no to this place; her application stands.

    Raises HandOffNotFound, StaleVersion, RoleMayNot or HandOffInState.
    """
    step = hand_off_step(hand_off_id, version=version, by=by, now=now, uow=uow)
    with step as (hand_off, act):
        hand_off.decline(act=act)
        uow.outbox.add(
            OfferDeclined(
                hand_off_id=hand_off.id,
                child_id=hand_off.child_id,
                mother_id=hand_off.mother_id,
            ),
            version=hand_off.version,
        )
    return hand_off
