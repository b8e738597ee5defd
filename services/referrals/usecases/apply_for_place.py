"""
Help a mother to apply for a place.
"""

from datetime import date, datetime
from uuid import UUID

from services.referrals.domain.guarantee import guarantee_date
from services.referrals.domain.hand_off import HandOff
from services.referrals.domain.hand_off_codes import Wish
from services.referrals.usecases.acting import hand_off_step
from services.referrals.usecases.ports import ReferralsUnitOfWork
from services.referrals.usecases.recipients import recipient_of
from shared.contracts.event import LanguageCode
from shared.contracts.referrals import ApplicationHelped, PartnerDaycareHandOff
from shared.kernel.organisations import Organisation, Role


def apply_for_place(
    *,
    hand_off_id: UUID,
    on: date,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
    version: int | None = None,
) -> HandOff:
    """
    Note that the mother has applied, and hand the child over to daycare intake.

    It is the intake of her group as it is now, and the hand-off stays with it.

    Raises HandOffNotFound, StaleVersion, RoleMayNot, NotYours, HandOffInState,
    ConsentMissing, ConsentRefused, RecipientNotKnown or ChildNotKnown.
    """
    step = hand_off_step(
        hand_off_id, version=version, by=by, now=now, uow=uow, holds_child=True
    )
    with step as (hand_off, act):
        hand_off.apply(on=on, act=act)
        to = recipient_of(hand_off.mother_id, Organisation.DAYCARE_INTAKE, uow=uow)
        hand_off.daycare_intake_id = to
        born = uow.children.get(hand_off.child_id).birth_month
        uow.outbox.add(_helped(hand_off, on=on), version=hand_off.version)
        uow.outbox.add(
            _handed_over(hand_off, on=on, born_on=born),
            version=hand_off.version,
            to=to,
        )
    return hand_off


def _helped(hand_off: HandOff, *, on: date) -> ApplicationHelped:
    return ApplicationHelped(
        hand_off_id=hand_off.id,
        child_id=hand_off.child_id,
        mother_id=hand_off.mother_id,
        applied_on=on,
        need_month=hand_off.need_month,
    )


def _handed_over(
    hand_off: HandOff, *, on: date, born_on: date
) -> PartnerDaycareHandOff:
    """
    Tell intake what it needs; the birth month counts from its first day.
    """
    codes = [wish for wish in Wish if wish in hand_off.wishes]
    return PartnerDaycareHandOff(
        hand_off_ref=hand_off.id,
        need_month=hand_off.need_month,
        guarantee_date=guarantee_date(
            born_on=born_on, applied_on=on, needed_on=hand_off.need_month
        ),
        wishes=tuple(wish.value for wish in codes),
        wished_daycare_ids=tuple(
            UUID(wish) for wish in hand_off.wishes if wish not in codes
        ),
        languages=tuple(LanguageCode(code) for code in hand_off.languages),
    )
