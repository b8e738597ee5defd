"""
Hand the list over to a deputy, and take it back.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from services.outreach.domain.hand_over import HandOver
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.clock import day_of
from shared.kernel.refusal import Invalid


def hand_over(
    *,
    user_id: UUID,
    deputy_id: UUID,
    colleagues: Collection[UUID],
    until: date,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> HandOver:
    """
    Let a colleague follow up in her place until a day; a newer word replaces an older.

    Raises Invalid, also where the deputy is nobody who may open the list.
    """
    if deputy_id not in colleagues:
        raise Invalid({"deputy_id": ["Nobody who may follow up."]})
    made = HandOver.to(deputy_id, of=user_id, until=until, today=day_of(now), at=now)
    with uow:
        uow.hand_overs.find(user_id)
        uow.hand_overs.save(made)
        uow.commit()
    return made


def take_list_back(*, user_id: UUID, uow: OutreachUnitOfWork) -> None:
    """
    Follow up herself again; a repeat changes nothing.
    """
    with uow:
        uow.hand_overs.end(user_id)
        uow.commit()


def who_is_away(*, now: datetime, uow: OutreachUnitOfWork) -> Sequence[HandOver]:
    with uow.reading():
        return uow.hand_overs.on(day_of(now))


def forget_hand_overs(
    *, kept: timedelta, now: datetime, uow: OutreachUnitOfWork
) -> None:
    """
    Forget who was away, soon after: that may tell of her health.
    """
    with uow:
        uow.hand_overs.forget(before=day_of(now) - kept)
        uow.commit()
