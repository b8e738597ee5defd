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
from services.referrals.usecases.recipients import own_health_visitors
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
            health_visitors_id=own_health_visitors(uow=uow),
        )
        _name_listed_child(referral, uow=uow)
        uow.referrals.save(referral)
        uow.commit()
    return referral


def _name_listed_child(referral: Referral, *, uow: ReferralsUnitOfWork) -> None:
    """
    Let it name the child as it is listed now.

    Refuses a mother without a child here, and a child that is not hers.
    """
    if not uow.children.of_mother(referral.mother_id):
        raise ChildNotKnown(mother_id=str(referral.mother_id))
    if referral.child_id is None:
        return
    child = uow.children.entry_of(referral.child_id)
    if child.mother_id != referral.mother_id:
        raise ChildNotKnown(child_id=str(referral.child_id))
    referral.child_id = child.child_id
