"""
What is done next about each mother, by the calendar and the ladder of her group.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from services.outreach.domain.calendar import Calendar
from services.outreach.domain.ladder import next_step, steps_ahead
from services.outreach.domain.ladder_steps import DEFAULT_LADDER, Ladder, Step
from services.outreach.domain.mother import Mother
from services.outreach.domain.school_year import days_in
from services.outreach.usecases.ports import OutreachUnitOfWork

LOOKS_AHEAD = timedelta(weeks=9)
"""The summer holidays are shorter."""


def next_steps(
    mothers: Sequence[Mother],
    *,
    calendar: Calendar,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> dict[UUID, Step]:
    """
    Return the next step of those that have one.
    """
    steps = {
        mother.id: next_step(mother, **ways)
        for mother, ways in ways(mothers, calendar=calendar, now=now, uow=uow)
    }
    return {mother_id: step for mother_id, step in steps.items() if step}


def all_steps(
    mothers: Sequence[Mother],
    *,
    calendar: Calendar,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> list[tuple[Mother, list[Step]]]:
    """
    Return each mother with all that is ahead.
    """
    return [
        (mother, steps_ahead(mother, **ways))
        for mother, ways in ways(mothers, calendar=calendar, now=now, uow=uow)
    ]


def ways(
    mothers: Sequence[Mother],
    *,
    calendar: Calendar,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> Iterator[tuple[Mother, dict[str, Any]]]:
    """
    Return by what the steps of each are found: her group's ladder, and her phone.
    """
    if not mothers:
        return
    ladders = {one.group_id: one.ladder for one in uow.ladders.everyone()}
    uow.contacts.load(mother.id for mother in mothers)
    for mother in mothers:
        ladder = _group_ladder(mother, calendar=calendar, ladders=ladders)
        yield mother, _way(mother, ladder, calendar=calendar, now=now, uow=uow)


def ways_of(
    mother: Mother, *, calendar: Calendar, now: datetime, uow: OutreachUnitOfWork
) -> dict[str, Any]:
    """
    Return by what the steps of one mother are found.
    """
    ladder = ladder_of_group(group_of(mother, calendar=calendar), uow=uow)
    return _way(mother, ladder, calendar=calendar, now=now, uow=uow)


def _way(
    mother: Mother,
    ladder: Ladder,
    *,
    calendar: Calendar,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> dict[str, Any]:
    contact = uow.contacts.find(mother.id)
    return {
        "ladder": ladder,
        "calendar": calendar,
        "now": now,
        "shares_phone": contact is not None and contact.shared_phone,
    }


def calendar_for(
    mothers: Sequence[Mother], *, now: datetime, uow: OutreachUnitOfWork
) -> Calendar:
    """
    Return the holidays, and the sessions from the first that one of them missed on.
    """
    missed = [f.session_started_at for m in mothers for f in m.open_follow_ups]
    holidays = days_in(uow.school_years.everyone())
    if not missed:
        return Calendar(holidays=frozenset(holidays))
    return Calendar(
        holidays=frozenset(holidays),
        sessions=uow.sessions.known_between(min(missed), now + LOOKS_AHEAD),
        groups=uow.whose_mothers.groups_of([mother.id for mother in mothers]),
    )


def group_of(mother: Mother, *, calendar: Calendar) -> UUID | None:
    """
    Return the group that she who missed comes to, as far as it is known.
    """
    if not mother.open_follow_ups:
        return None
    return calendar.group_of(mother.id, missed=mother.newest_miss.session_id)


def ladder_of_group(group_id: UUID | None, *, uow: OutreachUnitOfWork) -> Ladder:
    known = None if group_id is None else uow.ladders.find(group_id)
    return known.ladder if known else DEFAULT_LADDER


def _group_ladder(
    mother: Mother, *, calendar: Calendar, ladders: Mapping[UUID, Ladder]
) -> Ladder:
    group_id = group_of(mother, calendar=calendar)
    if group_id is None:
        return DEFAULT_LADDER
    return ladders.get(group_id, DEFAULT_LADDER)
