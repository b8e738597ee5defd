"""
Submit a referral.
"""

from datetime import datetime
from uuid import UUID

from services.referrals.domain.errors import ChildNotKnown
from services.referrals.domain.interpreter import InterpreterState
from services.referrals.domain.referral import Referral
from services.referrals.usecases.acting import referral_step
from services.referrals.usecases.ports import ReferralsUnitOfWork
from services.referrals.usecases.recipients import recipient_of
from shared.contracts.event import LanguageCode
from shared.contracts.referrals import PartnerReferralRequested, ReferralSubmitted
from shared.kernel.organisations import Organisation, Role


def submit_referral(
    *,
    referral_id: UUID,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
    version: int | None = None,
) -> Referral:
    """
    Send a draft to the health visitors, and tell their system what it is about.

    They are those of her group as it is now, and it stays with them.

    It names the child as it is listed by now: one that was removed since the draft was
    written is named no more.

    Raises ReferralNotFound, StaleVersion, RoleMayNot, NotYours, ReferralInState,
    ConsentMissing, ConsentRefused or RecipientNotKnown.
    """
    step = referral_step(
        referral_id, version=version, by=by, now=now, uow=uow, holds_child=True
    )
    with step as (referral, act):
        referral.child_id = _child_as_listed(referral, uow=uow)
        referral.submit(act=act)
        to = _health_visitors(referral, uow=uow)
        referral.health_visitors_id = to
        uow.outbox.add(_submitted(referral), version=referral.version)
        uow.outbox.add(_requested(referral), version=referral.version, to=to)
    return referral


def _child_as_listed(referral: Referral, *, uow: ReferralsUnitOfWork) -> UUID | None:
    if referral.child_id is None:
        return None
    try:
        return uow.children.entry_of(referral.child_id).child_id
    except ChildNotKnown:
        return None


def _health_visitors(referral: Referral, *, uow: ReferralsUnitOfWork) -> UUID:
    kind = Organisation.HEALTH_VISITORS
    return referral.health_visitors_id or recipient_of(
        referral.mother_id, kind, uow=uow
    )


def _submitted(referral: Referral) -> ReferralSubmitted:
    return ReferralSubmitted(
        referral_id=referral.id,
        mother_id=referral.mother_id,
        priority=referral.priority.value,
        child_id=referral.child_id,
    )


def _requested(referral: Referral) -> PartnerReferralRequested:
    interpreter = referral.interpreter
    language = interpreter.language
    return PartnerReferralRequested(
        referral_ref=referral.id,
        concern_category=referral.concern.value,
        priority=referral.priority.value,
        interpreter_needed=interpreter.state != InterpreterState.NOT_NEEDED,
        interpreter_language=LanguageCode(language) if language else None,
    )
