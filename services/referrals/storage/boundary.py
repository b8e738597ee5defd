"""
Whose a row of referrals is: of the organisations that run its mother's group.
"""

from sqlalchemy import Table

from services.referrals.storage import tables
from shared.bus.whose import below, by_mother, itself, whose_mothers
from shared.db.boundary import Boundary

BOUNDARY = Boundary(
    {
        whose_mothers: itself,
        tables.children: by_mother(),
        tables.referrals: by_mother(),
        tables.referral_history: below(tables.referrals, "referral_id"),
        tables.hand_offs: by_mother(),
        tables.hand_off_history: below(tables.hand_offs, "hand_off_id"),
    },
    persons=whose_mothers.c.mother_id,
)

OF_ALL = frozenset[Table]()
