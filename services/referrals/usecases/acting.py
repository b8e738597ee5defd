"""
What every step begins and ends with: who acts, on what she has seen, kept at the end.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from services.referrals.domain.act import Act
from services.referrals.domain.errors import HandOffNotFound, ReferralNotFound
from services.referrals.domain.hand_off import HandOff
from services.referrals.domain.referral import Referral
from services.referrals.domain.sight import sees_hand_off, sees_referral
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.kernel.organisations import Role
from shared.kernel.refusal import refuse_if_stale


def act_of(*, by: Role, now: datetime, uow: ReferralsUnitOfWork) -> Act:
    return Act(
        at=now,
        by_role=by,
        by_organisation=uow.cause.organisation,
        causing_event_id=uow.cause.causation_id,
    )


@contextmanager
def referral_step(
    referral_id: UUID,
    *,
    version: int | None,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
    holds_child: bool = False,
) -> Iterator[tuple[Referral, Act]]:
    """
    Give a referral that nobody has changed since ``version``; save it afterwards.

    ``holds_child`` for who asks for the child too: it is held before the referral, as
    by who merges two entries of its mother.

    Raises ReferralNotFound, also to whom it does not concern, or StaleVersion.
    """
    with uow:
        if holds_child:
            uow.children.load_of_referral(referral_id)
        referral = seen_referral(referral_id, by=by, uow=uow)
        refuse_if_stale(
            expected=version, version=referral.version, state=referral.state
        )
        yield referral, act_of(by=by, now=now, uow=uow)
        uow.referrals.save(referral)
        uow.commit()


@contextmanager
def hand_off_step(
    hand_off_id: UUID,
    *,
    version: int | None,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
    holds_child: bool = False,
) -> Iterator[tuple[HandOff, Act]]:
    """
    Give a hand-off that nobody has changed since ``version``; save it afterwards.

    ``holds_child`` for who asks for the child too: it is held before the hand-off, as
    by who wants a place for it.

    Raises HandOffNotFound, also to whom it does not concern, or StaleVersion.
    """
    with uow:
        if holds_child:
            uow.children.load_of_hand_off(hand_off_id)
        hand_off = seen_hand_off(hand_off_id, by=by, uow=uow)
        refuse_if_stale(
            expected=version, version=hand_off.version, state=hand_off.state
        )
        yield hand_off, act_of(by=by, now=now, uow=uow)
        uow.hand_offs.save(hand_off)
        uow.commit()


def seen_referral(referral_id: UUID, *, by: Role, uow: ReferralsUnitOfWork) -> Referral:
    """
    Return a referral; who may not see it is not even told that there is one.

    Raises ReferralNotFound.
    """
    referral = uow.referrals.get(referral_id)
    if not sees_referral(referral, role=by, organisation=uow.cause.organisation):
        raise ReferralNotFound(id=str(referral_id))
    return referral


def seen_hand_off(hand_off_id: UUID, *, by: Role, uow: ReferralsUnitOfWork) -> HandOff:
    """
    Return a hand-off; who may not see it is not even told that there is one.

    Raises HandOffNotFound.
    """
    hand_off = uow.hand_offs.get(hand_off_id)
    if not sees_hand_off(hand_off, role=by):
        raise HandOffNotFound(id=str(hand_off_id))
    return hand_off
