"""
Draft a referral.
"""

from datetime import datetime
from uuid import UUID

from services.referrals.domain.consent import Consent
from services.referrals.domain.errors import ChildNotKnown
from services.referrals.domain.referral import Referral
from services.referrals.domain.referral_codes import ConcernCategory, Priority
from services.referrals.usecases.acting import act_of
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role


def draft_referral(
    *,
    mother_id: UUID,
    child_id: UUID | None,
    concern: ConcernCategory,
    priority: Priority,
    interpreter_language: str | None,
    consent: Consent | None,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
) -> Referral:
    """
    Write down a concern; nothing is announced before it is submitted.

    Raises RoleMayNot, NotYours or ChildNotKnown.
    """
    with uow:
        referral = Referral.draft(
            referral_id=new_id(),
            mother_id=mother_id,
            child_id=child_id,
            concern=concern,
            priority=priority,
            interpreter_language=interpreter_language,
            consent=consent,
            act=act_of(by=by, now=now, uow=uow),
        )
        _refuse_unknown_family(referral, uow=uow)
        uow.referrals.save(referral)
        uow.commit()
    return referral


def _refuse_unknown_family(referral: Referral, *, uow: ReferralsUnitOfWork) -> None:
    """
    Refuse a mother without a child here, and a child that is not hers.
    """
    hers = {child.child_id for child in uow.children.of_mother(referral.mother_id)}
    if not hers:
        raise ChildNotKnown(mother_id=str(referral.mother_id))
    if referral.child_id is not None and referral.child_id not in hers:
        raise ChildNotKnown(child_id=str(referral.child_id))
