"""
Referrals and hand-offs in figures, for whoever leads and has no business with names.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from services.referrals.usecases.ports import ReferralsUnitOfWork


@dataclass(frozen=True, kw_only=True)
class ReferralFigures:
    """
    How many, by code.
    """

    concerns: Mapping[str, int]
    states: Mapping[str, int]
    hand_offs: Mapping[str, int]


def referral_figures(*, uow: ReferralsUnitOfWork) -> ReferralFigures:
    """
    Count what was sent; a draft is nobody else's business.
    """
    with uow.reading():
        return ReferralFigures(
            concerns=uow.referrals.counts_by_concern(),
            states=uow.referrals.counts_by_state(),
            hand_offs=uow.hand_offs.counts_by_state(),
        )
