"""
Which rows of referrals are about a mother, in the order in which they are erased.
"""

from sqlalchemy import select

from services.referrals.storage.sealed_tables import sealed_cases
from services.referrals.storage.tables import (
    children,
    hand_off_history,
    hand_offs,
    referral_history,
    referrals,
)
from shared.bus.tables import FORMER_IDS
from shared.bus.whose import WHOSE_MOTHER
from shared.db.personal import PERSON, Part

_REFERRALS = referrals.c.mother_id == PERSON
_HAND_OFFS = hand_offs.c.mother_id == PERSON

PERSONAL = (
    FORMER_IDS,
    WHOSE_MOTHER,
    Part(
        name="referral_history",
        table=referral_history,
        hers=referral_history.c.referral_id.in_(
            select(referrals.c.id).where(_REFERRALS)
        ),
    ),
    Part(
        name="hand_off_history",
        table=hand_off_history,
        hers=hand_off_history.c.hand_off_id.in_(
            select(hand_offs.c.id).where(_HAND_OFFS)
        ),
    ),
    Part(
        name="referrals",
        table=referrals,
        hers=_REFERRALS,
        partners_call_it=True,
    ),
    Part(
        name="hand_offs",
        table=hand_offs,
        hers=_HAND_OFFS,
        partners_call_it=True,
    ),
    # That a duty was done stays, and is about nobody: decision 0035.
    Part(
        name="sealed_cases",
        table=sealed_cases,
        hers=sealed_cases.c.mother_id == PERSON,
        keeps_with={"mother_id": None},
        is_told=False,
    ),
    Part(name="children", table=children, hers=children.c.mother_id == PERSON),
)
