"""
How a step is told: in the house by one event, to the partner by a smaller one.
"""

from typing import Literal

from services.referrals.domain.referral import Referral
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.contracts.referrals import PartnerReferralUpdated, ReferralsEvent


def announce_with_update(
    event: ReferralsEvent,
    *,
    state: Literal["accepted", "declined", "scheduled", "completed"],
    referral: Referral,
    uow: ReferralsUnitOfWork,
) -> None:
    """
    Announce what happened, and to the health visitors' system the new state alone.
    """
    uow.outbox.add(event, version=referral.version)
    uow.outbox.add(
        PartnerReferralUpdated(referral_ref=referral.id, state=state),
        version=referral.version,
        to=referral.health_visitors_id,
    )
