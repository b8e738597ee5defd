"""
Offer a place.
"""

from datetime import date, datetime
from uuid import UUID

from services.referrals.domain.hand_off import HandOff
from services.referrals.usecases.acting import hand_off_step
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.contracts.referrals import OfferMade
from shared.kernel.organisations import Role


def offer_place(
    *,
    hand_off_id: UUID,
    answer_by: date,
    wished: bool,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
    version: int | None = None,
) -> HandOff:
    """
    Note intake's offer of a place, to be answered by a day.

    Raises HandOffNotFound, StaleVersion, RoleMayNot or HandOffInState.
    """
    step = hand_off_step(hand_off_id, version=version, by=by, now=now, uow=uow)
    with step as (hand_off, act):
        hand_off.offer(answer_by=answer_by, wished=wished, act=act)
        uow.outbox.add(
            OfferMade(
                hand_off_id=hand_off.id,
                child_id=hand_off.child_id,
                mother_id=hand_off.mother_id,
                answer_by=answer_by,
                wished=wished,
            ),
            version=hand_off.version,
        )
    return hand_off
