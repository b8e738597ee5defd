"""
Put a mother off until a day, and put her on the list again when it has come.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from services.outreach.domain.calendar import Calendar
from services.outreach.domain.change import Change
from services.outreach.domain.mother import Mother
from services.outreach.domain.snooze import latest_snooze
from services.outreach.usecases.announcements import announce
from services.outreach.usecases.known import mother_on_the_list
from services.outreach.usecases.next_steps import calendar_for, group_of, ways_of
from services.outreach.usecases.ports import OutreachUnitOfWork
from services.outreach.usecases.schedule_follow_ups import schedule
from shared.kernel.clock import day_of
from shared.kernel.organisations import Role

_AT_ONCE = 200


def put_off(
    *,
    mother_id: UUID,
    until: date,
    by: Role,
    now: datetime,
    uow: OutreachUnitOfWork,
    expected_version: int | None = None,
) -> None:
    """
    Let her rest until a day before the group meets again.

    Raises MotherNotFound, NothingOpen, ConcernWaits, StaleVersion or Invalid.
    """
    with uow:
        mother = mother_on_the_list(mother_id, uow=uow)
        calendar = calendar_for(mother, now=now, uow=uow)
        days = days_to_put_off_to(mother, calendar=calendar, now=now)
        mother.put_off(until, days=days, by=by, at=now, expected=expected_version)
        way = ways_of(mother, calendar=calendar, now=now, uow=uow)
        schedule(mother, way=way, uow=uow)
        mother.let_review_follow(at=now)
        uow.mothers.save(mother)
        announce(Change(), mother=mother, outbox=uow.outbox)
        uow.commit()


def days_to_put_off_to(
    mother: Mother, *, calendar: Calendar, now: datetime
) -> Sequence[date]:
    """
    Return the days to which she may be put off: those on which somebody works.

    They end with the day on which her group meets next, or on which she is to be asked
    anew; who is to be asked now may be asked until then. Of one about whom there is
    nothing to do there are none.
    """
    if not mother.may_be_put_off:
        return []
    missed = [each.session_started_at for each in mother.open_follow_ups]
    today, review_on = day_of(now), mother.agreement.ask_again_on
    meets = calendar.next_meeting_day(
        missed=max(missed, default=now),
        group_id=group_of(mother, calendar=calendar),
        now=now,
    )
    is_ahead = review_on is not None and review_on > today
    latest = latest_snooze(
        next_meeting=meets, review_on=review_on if is_ahead else None
    )
    coming = (today + timedelta(days=n + 1) for n in range((latest - today).days))
    return [day for day in coming if calendar.works(day)]


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


def list_reviews(*, now: datetime, uow: OutreachUnitOfWork) -> int:
    """
    Put those on the list who are to be asked again today, each once; return how many.

    It is a task to other systems too, and is none any more once there is nothing to
    ask, whatever the reason.
    """
    listed = 0
    with uow:
        for mother in uow.mothers.with_review_news(by=day_of(now), limit=_AT_ONCE):
            listed += _list_review(mother, now=now)
            uow.mothers.save(mother)
            announce(Change(), mother=mother, outbox=uow.outbox)
        uow.commit()
    return listed


def _list_review(mother: Mother, *, now: datetime) -> bool:
    """
    Let her stand on the list for the date that has come; return if she did not before.
    """
    day = mother.agreement.ask_again_on
    is_new = day is not None and day <= day_of(now) and day != mother.review_listed_for
    if is_new:
        mother.review_listed_for = day
    mother.let_review_follow(at=now)
    return is_new
