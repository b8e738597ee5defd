"""
Whose a row of referrals is: of the organisations that run its mother's group.
"""

from typing import Any

from sqlalchemy import FromClause

from services.referrals.storage import sealed_tables, tables
from shared.bus.whose import below, by_mother, itself, whose_mothers
from shared.db.boundary import HER_ORGANISATION, Boundary
from shared.kernel.organisations import Organisation


def _her_own(place: FromClause, _kind: Organisation) -> Any:
    """
    Say that a row is hers by the organisation that it names, whoever runs the group.
    """
    return place.c.organisation_id == HER_ORGANISATION


BOUNDARY = Boundary(
    {
        whose_mothers: itself,
        tables.children: by_mother(),
        tables.referrals: by_mother(),
        tables.referral_history: below(tables.referrals, "referral_id"),
        tables.hand_offs: by_mother(),
        tables.hand_off_history: below(tables.hand_offs, "hand_off_id"),
        sealed_tables.sealed_cases: _her_own,
    },
    persons=whose_mothers.c.mother_id,
)

# What hangs on a sealed case is read by whoever was let in to the case.
OF_ALL = frozenset(
    {
        sealed_tables.sealed_history,
        sealed_tables.sealed_looks,
        sealed_tables.sealed_looks_heads,
    }
)
