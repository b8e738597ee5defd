"""
What the pages and the API show, each only to whom it concerns.
"""

from collections.abc import Collection
from uuid import UUID

from services.referrals.domain.child import Child
from services.referrals.domain.errors import ChildNotKnown, RoleMayNot
from services.referrals.domain.hand_off import GIVES_PLACES, HEARS_THE_WISH, HandOff
from services.referrals.domain.hand_off_codes import HandOffState
from services.referrals.domain.referral import Referral
from services.referrals.domain.referral_codes import ReferralState
from services.referrals.domain.referral_record import RECIPIENTS, SENDERS
from services.referrals.domain.sight import sees_card_of_referral
from services.referrals.usecases.acting import seen_hand_off, seen_referral
from services.referrals.usecases.ports import ReferralsUnitOfWork
from services.referrals.usecases.recipients import have_her
from services.referrals.usecases.views import HandOffLine, ReferralLine
from shared.contracts.event import Event
from shared.kernel.organisations import Role

LIST_LIMIT = 200


def referrals_seen(
    *,
    by: Role,
    states: Collection[ReferralState],
    uow: ReferralsUnitOfWork,
    oldest_first: bool = False,
) -> list[ReferralLine]:
    """
    Return what her organisation drafted and, for health visitors, what they were sent.
    """
    own = uow.cause.organisation if by in SENDERS | RECIPIENTS else None
    with uow.reading():
        return uow.referrals.listed(
            sent_by=own,
            received=by in RECIPIENTS,
            states=states,
            oldest_first=oldest_first,
            limit=LIST_LIMIT,
        )


def referral_seen(
    referral_id: UUID, *, by: Role, uow: ReferralsUnitOfWork
) -> tuple[Referral, Child | None]:
    """
    Return one referral, and the child that it names.

    Raises ReferralNotFound, also to whom it does not concern.
    """
    with uow.reading():
        referral = seen_referral(referral_id, by=by, uow=uow)
        child_id = referral.child_id
        return referral, uow.children.find(child_id) if child_id else None


def card_of_referral_seen(
    referral: Referral, *, by: Role, uow: ReferralsUnitOfWork
) -> bool:
    """
    Whether the name and number of the mother in it are shown, as it is now.
    """
    with uow.reading():
        return sees_card_of_referral(
            referral,
            role=by,
            organisation=uow.cause.organisation,
            have_her=have_her(referral.mother_id, uow=uow),
        )


def hand_offs_seen(
    *,
    by: Role,
    states: Collection[HandOffState],
    uow: ReferralsUnitOfWork,
    oldest_first: bool = False,
) -> list[HandOffLine]:
    """
    Return the hand-offs, to intake those that were applied for.
    """
    applied_for = set(HandOffState) - {HandOffState.WANTED}
    seen = set(HandOffState) if by in HEARS_THE_WISH else applied_for
    if by not in HEARS_THE_WISH | GIVES_PLACES:
        seen = set()
    with uow.reading():
        return uow.hand_offs.listed(
            states=seen & set(states), oldest_first=oldest_first, limit=LIST_LIMIT
        )


def hand_off_seen(
    hand_off_id: UUID, *, by: Role, uow: ReferralsUnitOfWork
) -> tuple[HandOff, Child]:
    """
    Return one hand-off and its child.

    Raises HandOffNotFound, also to whom it does not concern.
    """
    with uow.reading():
        hand_off = seen_hand_off(hand_off_id, by=by, uow=uow)
        return hand_off, uow.children.get(hand_off.child_id)


def known_children(
    *,
    mother_id: UUID | None,
    for_roles: Collection[Role],
    by: Role,
    uow: ReferralsUnitOfWork,
) -> list[Child]:
    """
    Return a mother's children or, without a mother, the youngest of all.

    Raises RoleMayNot to who has no use for them: who comes to the group is not for
    everybody to know. Raises ChildNotKnown for a mother without a child here.
    """
    if by not in for_roles:
        raise RoleMayNot(role=by)
    with uow.reading():
        if mother_id is None:
            return uow.children.youngest(limit=LIST_LIMIT)
        hers = uow.children.of_mother(mother_id)
    if not hers:
        raise ChildNotKnown(mother_id=str(mother_id))
    return hers


def partner_feed(
    events: Collection[type[Event]],
    *,
    to: UUID,
    readers: Collection[Role],
    by: Role,
    before: UUID | None,
    uow: ReferralsUnitOfWork,
) -> list[bytes]:
    """
    Return a partner's events as published, newest first; ``before`` pages back.

    They are what its queue receives, and no other organisation's.

    Raises RoleMayNot: a feed tells concerns and languages, to its partner alone.
    """
    if by not in readers:
        raise RoleMayNot(role=by)
    types = [event.event_type for event in events]
    with uow.reading():
        return uow.announcements(types, to=to, before=before, limit=LIST_LIMIT)
