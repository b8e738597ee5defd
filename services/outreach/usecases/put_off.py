"""
Put a mother off until a day, and put her on the list again when it has come.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from services.outreach.domain.mother import Mother
from services.outreach.domain.school_year import days_in
from services.outreach.domain.snooze import latest_snooze, next_meeting_day
from services.outreach.usecases.known import mother_on_the_list
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.clock import day_of, on_the_wall

_AT_ONCE = 200


def put_off(
    *, mother_id: UUID, until: date, now: datetime, uow: OutreachUnitOfWork
) -> None:
    """
    Let her rest until a day before the group meets again.

    Raises MotherNotFound, NothingOpen, ConcernWaits or Invalid.
    """
    with uow:
        mother = mother_on_the_list(mother_id, uow=uow)
        holidays = days_in(uow.school_years.everyone())
        latest = latest_day(mother, now=now, holidays=holidays)
        mother.put_off(until, today=day_of(now), latest=latest)
        uow.mothers.save(mother)
        uow.commit()


def wake_put_off(*, now: datetime, uow: OutreachUnitOfWork) -> int:
    """
    Put those on the list whose day has come, each once; return how many.
    """
    day = day_of(now)
    with uow:
        due = uow.mothers.put_off(due_on=day, limit=_AT_ONCE)
        for mother in due:
            mother.is_due(today=day)
            uow.mothers.save(mother)
        uow.commit()
    return len(due)


def latest_day(mother: Mother, *, now: datetime, holidays: Collection[date]) -> date:
    """
    Return the last day to which she may be put off now.
    """
    missed = [each.session_started_at for each in mother.follow_ups.values()]
    last = on_the_wall(max(missed, default=now)).date()
    return latest_snooze(
        next_meeting=next_meeting_day(last=last, today=day_of(now), holidays=holidays),
        review_on=mother.agreement.ask_again_on,
    )
