"""
Whose a row of referrals is: of the organisations that run its mother's group.

A case that was sent is with whom it was sent to, also when others get her group later;
the mother and the child in it are there for them too.
"""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import FromClause, Table, and_, or_, select

from services.referrals.domain.referral_codes import ENDED, ReferralState
from services.referrals.storage import sealed_tables, tables
from shared.bus.whose import below, by_mother, itself, whose_mothers
from shared.db.boundary import HER_ORGANISATION, Boundary
from shared.kernel.organisations import Organisation

_SENT_TO: Mapping[Organisation, Table] = {
    Organisation.HEALTH_VISITORS: tables.referrals,
    Organisation.DAYCARE_INTAKE: tables.hand_offs,
}
_NOT_OPEN = ENDED | {ReferralState.DRAFT}


def _her_own(place: FromClause, _kind: Organisation) -> Any:
    """
    Say that a row is hers by the organisation that it names, whoever runs the group.
    """
    return place.c.organisation_id == HER_ORGANISATION


def _case(place: FromClause, kind: Organisation) -> Any:
    """
    Say that a case is hers that was sent to her; as long as it was not, by its mother.
    """
    hers = by_mother()(place, kind)
    sent_to = place.c.get(f"{kind}_id")
    if sent_to is None:
        return hers
    return or_(sent_to == HER_ORGANISATION, and_(sent_to.is_(None), hers))


def _mother(place: FromClause, kind: Organisation) -> Any:
    hers = itself(place, kind)
    return or_(hers, _has_case(place, kind)) if kind in _SENT_TO else hers


def _child(place: FromClause, kind: Organisation) -> Any:
    """
    Say that a child is hers by its mother, on her list or in a case.

    Health visitors begin cases too: so they find nobody whose case has ended, or was
    never sent.
    """
    if kind not in _SENT_TO:
        return by_mother()(place, kind)
    return or_(_is_listed(place, kind), _has_case(place, kind, but_not_in=_NOT_OPEN))


def _is_listed(place: FromClause, kind: Organisation) -> Any:
    """
    Ask it of each row by its key: beside an OR a list of all her mothers is long.
    """
    whose = whose_mothers.alias("her_mothers")
    same = whose.c.mother_id == place.c.mother_id
    return select(whose).where(same, itself(whose, kind)).correlate(place).exists()


def _has_case(
    place: FromClause, kind: Organisation, *, but_not_in: Collection[str] = ()
) -> Any:
    cases = _SENT_TO[kind].alias("her_cases")
    sent = select(cases).where(
        cases.c[f"{kind}_id"] == HER_ORGANISATION,
        cases.c.mother_id == place.c.mother_id,
        *(cases.c.state != one for one in sorted(but_not_in)),
    )
    return sent.correlate(place).exists()


BOUNDARY = Boundary(
    {
        whose_mothers: _mother,
        tables.children: _child,
        tables.referrals: _case,
        tables.referral_history: below(tables.referrals, "referral_id", by=_case),
        tables.hand_offs: _case,
        tables.hand_off_history: below(tables.hand_offs, "hand_off_id", by=_case),
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
