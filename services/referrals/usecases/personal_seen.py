"""
All that is kept of a mother here, as far as whoever answers her may see it.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.referrals.domain.hand_off import GIVES_PLACES, HEARS_THE_WISH
from services.referrals.domain.hand_off_codes import HandOffState
from services.referrals.domain.referral_record import RECIPIENTS
from services.referrals.domain.sight import NEVER_SENT
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.kernel.organisations import Organisation, Role

Row = Mapping[str, Any]


def personal_seen(
    *, mother_id: UUID, by: Role, organisation: Organisation, uow: ReferralsUnitOfWork
) -> Mapping[str, Sequence[Row]]:
    """
    Return it by parts: each organisation answers for what it may see, and no more.
    """
    with uow.reading():
        told = uow.persons.told(mother_id)
    referrals = [
        row
        for row in told["referrals"]
        if _sees_referral(row, by=by, organisation=organisation)
    ]
    hand_offs = [row for row in told["hand_offs"] if _sees_hand_off(row, by=by)]
    return {
        "hand_off_history": _of(hand_offs, told["hand_off_history"], "hand_off_id"),
        "hand_offs": hand_offs,
        "referral_history": _of(referrals, told["referral_history"], "referral_id"),
        "referrals": referrals,
        "children": told["children"],
    }


def _sees_referral(row: Row, *, by: Role, organisation: Organisation) -> bool:
    was_sent = row["state"] not in NEVER_SENT
    is_own = row["drafted_by_organisation"] == organisation
    return is_own or (was_sent and by in RECIPIENTS)


def _sees_hand_off(row: Row, *, by: Role) -> bool:
    has_applied = row["state"] != HandOffState.WANTED
    return by in HEARS_THE_WISH or (has_applied and by in GIVES_PLACES)


def _of(things: Sequence[Row], steps: Sequence[Row], parent: str) -> list[Row]:
    ids = {thing["id"] for thing in things}
    return [step for step in steps if step[parent] in ids]
