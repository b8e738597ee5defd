"""
What is done next about each mother, by the calendar and the ladder of her group.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from services.outreach.domain.calendar import Calendar
from services.outreach.domain.ladder import next_step, steps_ahead
from services.outreach.domain.ladder_steps import DEFAULT_LADDER, Ladder, Step
from services.outreach.domain.mother import Mother
from services.outreach.domain.school_year import FIRST_DAYCARE, days_in
from services.outreach.domain.session import Session
from services.outreach.usecases.ports import OutreachUnitOfWork, WhoseMother

LOOKS_AHEAD = timedelta(weeks=9)
"""The summer holidays are shorter."""


def next_steps(
    mothers: Sequence[Mother],
    *,
    calendars: Mapping[UUID, Calendar],
    now: datetime,
    uow: OutreachUnitOfWork,
) -> dict[UUID, Step]:
    """
    Return the next step of those that have one.
    """
    steps = {
        mother.id: next_step(mother, **ways)
        for mother, ways in ways_of_all(mothers, calendars=calendars, now=now, uow=uow)
    }
    return {mother_id: step for mother_id, step in steps.items() if step}


def all_steps(
    mothers: Sequence[Mother],
    *,
    calendars: Mapping[UUID, Calendar],
    now: datetime,
    uow: OutreachUnitOfWork,
) -> list[tuple[Mother, list[Step]]]:
    """
    Return each mother with all that is ahead.
    """
    return [
        (mother, steps_ahead(mother, **ways))
        for mother, ways in ways_of_all(mothers, calendars=calendars, now=now, uow=uow)
    ]


def ways_of_all(
    mothers: Sequence[Mother],
    *,
    calendars: Mapping[UUID, Calendar],
    now: datetime,
    uow: OutreachUnitOfWork,
) -> Iterator[tuple[Mother, dict[str, Any]]]:
    """
    Return by what the steps of each are found: her group's ladder, and her phone.
    """
    if not mothers:
        return
    groups = {one.id: group_of(one, calendar=calendars[one.id]) for one in mothers}
    changed = uow.ladders.seen({one for one in groups.values() if one})
    ladders: dict[UUID | None, Ladder] = {one.group_id: one.ladder for one in changed}
    reached = uow.contacts.seen([mother.id for mother in mothers])
    shared = {one.mother_id for one in reached if one.shared_phone}
    for mother in mothers:
        yield (
            mother,
            {
                "ladder": ladders.get(groups[mother.id], DEFAULT_LADDER),
                "calendar": calendars[mother.id],
                "now": now,
                "shares_phone": mother.id in shared,
            },
        )


def ways_of(
    mother: Mother, *, calendar: Calendar, now: datetime, uow: OutreachUnitOfWork
) -> dict[str, Any]:
    """
    Return by what the steps of one mother are found; nothing of it is held.
    """
    calendars = {mother.id: calendar}
    [(_, way)] = ways_of_all([mother], calendars=calendars, now=now, uow=uow)
    return way


def calendars_for(
    mothers: Sequence[Mother], *, now: datetime, uow: OutreachUnitOfWork
) -> dict[UUID, Calendar]:
    """
    Return for each of them the holidays, and the sessions that are asked about.

    The holidays are those of the daycare that her group is with; of whom the roster has
    not told it, the first. The sessions are those of their groups, from the first that
    one of them missed on.
    """
    whose = uow.whose_mothers.seen([mother.id for mother in mothers])
    groups = {one.mother_id: one.group_id for one in whose if one.group_id}
    sessions = _sessions_about(mothers, groups=groups, now=now, uow=uow)
    holidays = _holidays_of(mothers, whose=whose, uow=uow)
    calendars = {
        days: Calendar(holidays=days, sessions=sessions, groups=groups)
        for days in set(holidays.values())
    }
    return {mother_id: calendars[days] for mother_id, days in holidays.items()}


def calendar_for(mother: Mother, *, now: datetime, uow: OutreachUnitOfWork) -> Calendar:
    return calendars_for([mother], now=now, uow=uow)[mother.id]


def days_off_for(mother: Mother, *, uow: OutreachUnitOfWork) -> Calendar:
    """
    Return on which days something is done about her; of sessions nothing is read.
    """
    whose = uow.whose_mothers.seen([mother.id])
    return Calendar(holidays=_holidays_of([mother], whose=whose, uow=uow)[mother.id])


def _holidays_of(
    mothers: Sequence[Mother],
    *,
    whose: Sequence[WhoseMother],
    uow: OutreachUnitOfWork,
) -> dict[UUID, frozenset[date]]:
    daycares = {one.mother_id: one.daycare_id for one in whose}
    hers = {mother.id: daycares.get(mother.id, FIRST_DAYCARE) for mother in mothers}
    years = uow.school_years.of(set(hers.values()))
    days = {
        one: frozenset(days_in(year for year in years if year.is_of(one)))
        for one in set(hers.values())
    }
    return {mother_id: days[daycare] for mother_id, daycare in hers.items()}


def _sessions_about(
    mothers: Sequence[Mother],
    *,
    groups: Mapping[UUID, UUID],
    now: datetime,
    uow: OutreachUnitOfWork,
) -> Sequence[Session]:
    """
    Return what was missed last by each, and what their groups have had since.

    Of whom no group was told it is that of what she missed.
    """
    missed = {each.session_id: each for m in mothers for each in m.open_follow_ups}
    since = [each.session_started_at for each in missed.values()]
    if any(mother.is_to_be_asked for mother in mothers):
        since.append(now)
    if not since:
        return ()
    known = uow.sessions.seen(list(missed))
    hers = {*groups.values(), *(one.group_id for one in known if one.group_id)}
    coming = uow.sessions.known_between(min(since), now + LOOKS_AHEAD, groups=hers)
    return list({one.id: one for one in (*known, *coming)}.values())


def group_of(mother: Mother, *, calendar: Calendar) -> UUID | None:
    """
    Return the group that she comes to, as far as it is known.
    """
    if not mother.open_follow_ups:
        return calendar.groups.get(mother.id)
    return calendar.group_of(mother.id, missed=mother.newest_miss.session_id)


def ladder_of_group(group_id: UUID | None, *, uow: OutreachUnitOfWork) -> Ladder:
    known = None if group_id is None else uow.ladders.find(group_id)
    return known.ladder if known else DEFAULT_LADDER
