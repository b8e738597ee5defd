"""
Start in daycare.
"""

from datetime import date, datetime
from uuid import UUID

from services.referrals.domain.hand_off import HandOff
from services.referrals.usecases.acting import hand_off_step
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.contracts.referrals import PlaceStarted
from shared.kernel.organisations import Role


def start_in_daycare(
    *,
    hand_off_id: UUID,
    start_month: date,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
    version: int | None = None,
) -> HandOff:
    """
    Note that the child has started in daycare.

    Raises HandOffNotFound, StaleVersion, RoleMayNot, HandOffInState or
    NotFirstOfMonth.
    """
    step = hand_off_step(hand_off_id, version=version, by=by, now=now, uow=uow)
    with step as (hand_off, act):
        hand_off.start(start_month=start_month, act=act)
        uow.outbox.add(
            PlaceStarted(
                hand_off_id=hand_off.id,
                child_id=hand_off.child_id,
                mother_id=hand_off.mother_id,
                start_month=start_month,
            ),
            version=hand_off.version,
        )
    return hand_off
