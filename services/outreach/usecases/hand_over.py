"""
Hand the list over to a deputy, or take it over from one who is ill; and back.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from services.outreach.domain.errors import ColleagueNotFound, NotHerDeputy
from services.outreach.domain.hand_over import HandOver
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.clock import day_of
from shared.kernel.refusal import Invalid


@dataclass(frozen=True, kw_only=True)
class Away:
    """
    Who is away, and who follows up in her place; the roster's is changed there.
    """

    id: UUID
    deputy_id: UUID
    until: date
    is_in_roster: bool


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

    Either of the two may say so: whoever is ill need not sign in.

    Raises Invalid, also where one of them is nobody who may open the list.
    """
    if deputy_id not in colleagues:
        raise Invalid({"deputy_id": ["Nobody who may follow up."]})
    if user_id not in colleagues:
        raise Invalid({"user_id": ["Nobody who may follow up."]})
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


def give_list_back(
    *,
    user_id: UUID,
    by: UUID,
    colleagues: Collection[UUID],
    uow: OutreachUnitOfWork,
) -> None:
    """
    Let her follow up herself again, who is no longer stood in for; once is enough.

    Raises ColleagueNotFound or NotHerDeputy.
    """
    if user_id not in colleagues:
        raise ColleagueNotFound(id=str(user_id))
    with uow:
        made = uow.hand_overs.find(user_id)
        if made is not None and made.deputy_id != by:
            raise NotHerDeputy
        uow.hand_overs.end(user_id)
        uow.commit()


def who_is_away(*, now: datetime, uow: OutreachUnitOfWork) -> Sequence[Away]:
    """
    Return whose list is another's today: what was said here, and then in the roster.
    """
    day = day_of(now)
    with uow.reading():
        away = [
            Away(
                id=one.id,
                deputy_id=one.deputy_id,
                until=one.until,
                is_in_roster=False,
            )
            for one in uow.hand_overs.on(day)
        ]
        told = {one.id for one in away}
        stood_in = [one for one in _stood_in(day, uow=uow) if one.id not in told]
        return [*away, *stood_in]


def _stood_in(day: date, *, uow: OutreachUnitOfWork) -> Sequence[Away]:
    """
    Return each pair once, however many groups she has.
    """
    found = [
        Away(
            id=one.user_id,
            deputy_id=stand_in.deputy_id,
            until=stand_in.last_day,
            is_in_roster=True,
        )
        for one in uow.group_contacts.everyone()
        if one.user_id and (stand_in := one.stand_in_on(day))
    ]
    return list(dict.fromkeys(found))


def forget_hand_overs(
    *, kept: timedelta, now: datetime, uow: OutreachUnitOfWork
) -> None:
    """
    Forget who was away, soon after: that may tell of her health.
    """
    day = day_of(now) - kept
    with uow:
        uow.hand_overs.forget(before=day)
        for one in uow.group_contacts.everyone():
            kept_of_it = one.without_stand_ins(before=day)
            if kept_of_it != one:
                uow.group_contacts.save(kept_of_it)
        uow.commit()
