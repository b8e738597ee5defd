"""
Book an interpreter.
"""

from datetime import datetime
from uuid import UUID

from services.referrals.domain.interpreter import InterpreterKind
from services.referrals.domain.referral import Referral
from services.referrals.usecases.acting import referral_step
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.kernel.organisations import Role


def book_interpreter(
    *,
    referral_id: UUID,
    kind: InterpreterKind,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
    version: int | None = None,
) -> Referral:
    """
    Note that a professional interpreter is booked.

    Raises ReferralNotFound, StaleVersion, RoleMayNot, NotYours, ReferralInState,
    InterpreterInState, InterpreterIsRelative, InterpreterIsMinor or
    InterpreterIsGroupMember.
    """
    step = referral_step(referral_id, version=version, by=by, now=now, uow=uow)
    with step as (referral, act):
        referral.book_interpreter(kind=kind, act=act)
    return referral
