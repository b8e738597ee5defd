"""
Who sees a referral, a hand-off, and the contact card of the mother in it.

What is one organisation's is not seen by another, until it is handed over; and what was
handed over for a purpose is not seen when the purpose is gone.
"""

from services.referrals.domain.hand_off import GIVES_PLACES, HEARS_THE_WISH
from services.referrals.domain.hand_off_codes import HandOffState
from services.referrals.domain.hand_off_record import HandOffRecord
from services.referrals.domain.referral_codes import ReferralState
from services.referrals.domain.referral_record import RECIPIENTS, ReferralRecord
from shared.kernel.organisations import Organisation, Role

NEVER_SENT = frozenset({ReferralState.DRAFT, ReferralState.DISCARDED})
WITH_HEALTH_VISITORS = frozenset(
    {ReferralState.REQUESTED, ReferralState.ACCEPTED, ReferralState.SCHEDULED}
)


def sees_referral(
    referral: ReferralRecord, *, role: Role, organisation: Organisation
) -> bool:
    """
    Whether it is her organisation's own, or was sent to the health visitors she is of.
    """
    sent = referral.state not in NEVER_SENT
    return referral.drafted_by_organisation == organisation or (
        sent and role in RECIPIENTS
    )


def sees_card_of_referral(
    referral: ReferralRecord, *, role: Role, organisation: Organisation, have_her: bool
) -> bool:
    """
    Whether name and number are shown: to the health visitors while it is open.

    Who drafted it knows her anyway, as long as they ``have_her`` in a group.
    """
    open_here = referral.state in WITH_HEALTH_VISITORS
    own = referral.drafted_by_organisation == organisation
    return (own and have_her) or (open_here and role in RECIPIENTS)


def sees_hand_off(hand_off: HandOffRecord, *, role: Role) -> bool:
    """
    Whether it is a role that hears wishes, or intake once the mother has applied.
    """
    applied = hand_off.state != HandOffState.WANTED
    return role in HEARS_THE_WISH or (applied and role in GIVES_PLACES)


def sees_card_of_hand_off(hand_off: HandOffRecord, *, role: Role) -> bool:
    """
    Whether name and number are shown: to intake only until the child has started.
    """
    return sees_hand_off(hand_off, role=role) and (
        role in HEARS_THE_WISH or hand_off.is_open
    )
