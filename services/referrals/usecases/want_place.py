"""
Write down that a mother wants a place in daycare.
"""

from datetime import date, datetime
from uuid import UUID

from services.referrals.domain.child import Child
from services.referrals.domain.consent import Consent
from services.referrals.domain.errors import HandOffAlreadyOpen
from services.referrals.domain.hand_off import HandOff
from services.referrals.usecases.acting import act_of
from services.referrals.usecases.ports import ReferralsUnitOfWork
from shared.contracts.referrals import PlaceWanted
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role


def want_place(
    *,
    child_id: UUID,
    need_month: date,
    wishes: tuple[str, ...],
    languages: tuple[str, ...],
    consent: Consent | None,
    by: Role,
    now: datetime,
    uow: ReferralsUnitOfWork,
) -> HandOff:
    """
    Open a child's one hand-off; in the house it is told by ids.

    Raises RoleMayNot, NotYours, NotFirstOfMonth, WishNotKnown, ChildNotKnown or
    HandOffAlreadyOpen.
    """
    with uow:
        # The child's row is locked here, so that two wishes at once take turns.
        child = uow.children.entry_of(child_id)
        hand_off = HandOff.want(
            hand_off_id=new_id(),
            child_id=child.child_id,
            mother_id=child.mother_id,
            need_month=need_month,
            wishes=wishes,
            languages=languages,
            consent=consent,
            act=act_of(by=by, now=now, uow=uow),
        )
        _refuse_second(child, uow=uow)
        uow.hand_offs.save(hand_off)
        uow.outbox.add(
            PlaceWanted(
                hand_off_id=hand_off.id,
                child_id=hand_off.child_id,
                mother_id=hand_off.mother_id,
            ),
            version=hand_off.version,
        )
        uow.commit()
    return hand_off


def _refuse_second(child: Child, *, uow: ReferralsUnitOfWork) -> None:
    already = uow.hand_offs.open_for(uow.children.ids_of(child))
    if already:
        raise HandOffAlreadyOpen(
            hand_off_id=str(already.id), state=already.state, version=already.version
        )
