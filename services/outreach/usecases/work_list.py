"""
The coordinator's list of today: a page of it, who is put off, and the week's hours.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from services.outreach.domain.attempt import Attempt
from services.outreach.domain.by_hand import ByHand, by_hand
from services.outreach.domain.calendar import Calendar
from services.outreach.domain.contact import Contact
from services.outreach.domain.errors import MotherNotFound
from services.outreach.domain.ladder_steps import Step
from services.outreach.domain.last_word import Care
from services.outreach.domain.lateness import is_late
from services.outreach.domain.mother import Mother
from services.outreach.domain.mother_taken_back import TAKEN_BACK_WITHIN
from services.outreach.usecases.known import mother_on_the_list
from services.outreach.usecases.next_steps import calendars_for, next_steps
from services.outreach.usecases.ports import Groups, OutreachUnitOfWork
from services.outreach.usecases.put_off import days_to_put_off_to
from services.outreach.usecases.queries import MotherView, views
from shared.kernel.clock import day_of, in_utc
from shared.kernel.organisations import Role

ON_A_PAGE = 25
COUNTED_TO = 200
HOURS_OF_A_WEEK = 6
_DAYS_TO_CHOOSE = 6

Place = tuple[int, datetime, UUID]


@dataclass(frozen=True, kw_only=True)
class WorkList:
    """
    A page of those to follow up, the most pressing first.

    ``number`` counts no further than ``COUNTED_TO``. ``next_place`` is where the next
    page begins. ``days`` are those to which each may be put off, ``steps`` what is
    next, and ``late`` who waits for it too long. ``by_hand`` says how each may be
    contacted now.
    """

    mothers: Sequence[MotherView]
    number: int
    next_place: Place | None
    put_off: Sequence[MotherView]
    left_to_come: Sequence[MotherView]
    days: Mapping[UUID, Sequence[date]]
    steps: Mapping[UUID, Step]
    late: Collection[UUID]
    by_hand: Mapping[UUID, ByHand]
    minutes: int

    @property
    def is_whole(self) -> bool:
        return len(self.mothers) == self.number


@dataclass(frozen=True, kw_only=True)
class Slip:
    """
    An attempt that may be taken back, and whom it is about.
    """

    id: UUID
    contact: Contact | None
    attempt: Attempt


def work_list(
    *,
    after: Place | None,
    among: Groups = None,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> WorkList:
    """
    Return one page; it costs the same however many stand behind it.

    It may be narrowed to the mothers of some groups.
    """
    with uow.reading():
        found = uow.mothers.to_follow_up(after=after, among=among, limit=ON_A_PAGE + 1)
        page = found[:ON_A_PAGE]
        found_off = uow.mothers.put_off(among=among, limit=COUNTED_TO)
        calendars = calendars_for(page, now=now, uow=uow)
        steps = next_steps(page, calendars=calendars, now=now, uow=uow)
        left = uow.mothers.left_to_come(among=among, limit=COUNTED_TO)
        off = [each for each in found_off if each.may_be_put_off]
        return WorkList(
            mothers=views(page, [each.open_follow_ups for each in page], uow=uow),
            number=uow.mothers.number_to_follow_up(among=among, at_most=COUNTED_TO + 1),
            next_place=_place_of(page[-1]) if len(found) > ON_A_PAGE else None,
            put_off=views(off, [each.open_follow_ups for each in off], uow=uow),
            left_to_come=views(left, [each.open_follow_ups for each in left], uow=uow),
            days={each.id: _days(each, calendars[each.id], now=now) for each in page},
            steps=steps,
            late=_late(page, steps=steps, calendars=calendars, now=now),
            by_hand={
                each.id: by_hand(each, calendar=calendars[each.id], at=now)
                for each in page
            },
            minutes=uow.mothers.minutes_since(_monday(now), among=among),
        )


def slip_of(
    *, mother_id: UUID, now: datetime, uow: OutreachUnitOfWork
) -> Attempt | None:
    """
    Return the attempt that may be taken back now, if it was a slip.

    Raises MotherNotFound.
    """
    with uow.reading():
        mother = mother_on_the_list(mother_id, uow=uow)
        return next(
            (
                attempt
                for each in mother.follow_ups.values()
                for attempt in each.attempts
                if mother.may_take_back(attempt, at=now)
            ),
            None,
        )


def last_slip(*, by: Role, now: datetime, uow: OutreachUnitOfWork) -> Slip | None:
    """
    Return what this role has written down last, while it may be taken back.
    """
    with uow.reading():
        since = now - TAKEN_BACK_WITHIN
        mother_id = uow.mothers.last_tried_by(by, since=since)
        if mother_id is None:
            return None
        try:
            attempt = slip_of(mother_id=mother_id, now=now, uow=uow)
        except MotherNotFound:
            return None
        if attempt is None:
            return None
        uow.contacts.load([mother_id])
        contact = uow.contacts.find(mother_id)
        return Slip(id=mother_id, contact=contact, attempt=attempt)


def may_take_back_no_thanks(
    *, mother_id: UUID, now: datetime, uow: OutreachUnitOfWork
) -> bool:
    """
    Return whether her no thanks may be taken back now, if it was a slip.

    Raises MotherNotFound.
    """
    with uow.reading():
        return mother_on_the_list(mother_id, uow=uow).may_take_back_no_thanks(at=now)


def care_to_take_back(
    *, mother_id: UUID, now: datetime, uow: OutreachUnitOfWork
) -> Care | None:
    """
    Return what was taken care of and may be taken back now, if it was a slip.

    Raises MotherNotFound.
    """
    with uow.reading():
        return mother_on_the_list(mother_id, uow=uow).care_to_take_back(at=now)


def _place_of(mother: Mother) -> Place:
    place = mother.place_on_the_list
    if place is None:
        raise ValueError("Somebody on the list has no place there.")
    return place


def _days(mother: Mother, calendar: Calendar, *, now: datetime) -> Sequence[date]:
    return days_to_put_off_to(mother, calendar=calendar, now=now)[:_DAYS_TO_CHOOSE]


def _late(
    page: Sequence[Mother],
    *,
    steps: Mapping[UUID, Step],
    calendars: Mapping[UUID, Calendar],
    now: datetime,
) -> set[UUID]:
    return {
        each.id
        for each in page
        if is_late(each, step=steps.get(each.id), calendar=calendars[each.id], now=now)
    }


def _monday(now: datetime) -> datetime:
    day = day_of(now)
    return in_utc(day - timedelta(days=day.weekday()), time())
