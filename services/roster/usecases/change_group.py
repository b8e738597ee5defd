from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from services.roster.domain.group import Group, GroupPlan
from services.roster.domain.group_move import GroupTime, follows, moved_time
from services.roster.domain.register import SessionState
from services.roster.domain.session import Session
from services.roster.usecases.announce_group import announce_series
from services.roster.usecases.announce_session import announce_planned, concerned_by
from services.roster.usecases.days_off import days_off
from services.roster.usecases.let_pick_ups_follow import move_pick_ups_with
from services.roster.usecases.ports import PublicHolidays, UnitOfWork
from shared.kernel.clock import bounds_of_day, on_the_wall

REACHES = timedelta(weeks=110)


def change_group(
    *,
    group_id: UUID,
    plan: GroupPlan,
    seen_version: int | None,
    public_holidays: PublicHolidays,
    now: datetime,
    uow: UnitOfWork,
) -> Group:
    """
    Change a group from now on; the sessions at its usual time and place follow it.

    Where it met until now stays written. Sessions that somebody has arranged otherwise,
    or that would fall on a holiday, stay where they are: the group's page shows them.
    Mothers are told of the first one that follows, not of forty.

    Raises GroupNotFound, StaleVersion or Invalid.
    """
    with uow:
        before = uow.groups.get(group_id)
        group = before.changed(plan, seen_version=seen_version)
        uow.groups.save(group)
        announce_series(before, group, on=on_the_wall(now).date(), uow=uow)
        coming = coming_sessions(group_id=group_id, now=now, uow=uow)
        if group.place != before.place:
            uow.sessions.keep_place(group_id=group.id, place=before.place, before=now)
        years = {on_the_wall(one.starts_at).year for one in coming}
        change = _Change(
            before=before,
            after=group,
            off=frozenset(
                day
                for year in years
                for day in days_off(
                    group, year=year, public_holidays=public_holidays, uow=uow
                )
            ),
            now=now,
        )
        moved = [one for one in coming if _follows(one, change, uow=uow)]
        for session in moved:
            first = session is moved[0]
            to = concerned_by(session, uow=uow) if first else ()
            announce_planned(session, to=to, uow=uow)
        uow.commit()
    return group


def coming_sessions(*, group_id: UUID, now: datetime, uow: UnitOfWork) -> list[Session]:
    """
    Return what is planned and has not begun, the earliest first.
    """
    found = uow.sessions.in_calendar(group_id=group_id, start=now, end=now + REACHES)
    return [
        one
        for one in found
        if one.state is SessionState.PLANNED and one.starts_at > now
    ]


@dataclass(frozen=True, kw_only=True)
class _Change:
    before: Group
    after: Group
    off: frozenset[date]
    now: datetime


def _follows(session: Session, change: _Change, *, uow: UnitOfWork) -> bool:
    """
    Let a session follow; return whether its time or place is another now.
    """
    from_start = session.starts_at
    has_moved = _moves(session, change, uow=uow)
    has_new_place = change.before.place != change.after.place
    if not has_moved and not (has_new_place and session.other_place is None):
        return False
    session.note_move(at=change.now)
    uow.sessions.save(session)
    move_pick_ups_with(session, from_start=from_start, uow=uow)
    return True


def _moves(session: Session, change: _Change, *, uow: UnitOfWork) -> bool:
    if not follows(session, group=change.before):
        return False
    to = moved_time(session, before=change.before, after=change.after)
    if to.starts_at <= change.now or to.day in change.off:
        return False
    if _is_taken(session, to, uow=uow):
        return False
    return session.move_with_group(starts_at=to.starts_at, ends_at=to.ends_at)


def _is_taken(session: Session, to: GroupTime, *, uow: UnitOfWork) -> bool:
    """
    Return whether the group has another session then, or had one planned for that day.
    """
    here = {"group_id": session.group_id}
    others = uow.sessions.at_the_same_time(**here, start=to.starts_at, end=to.ends_at)
    start, end = bounds_of_day(to.day)
    planned = uow.sessions.in_calendar(**here, start=start, end=end)
    taken = {one.id for one in others} | {
        one.id for one in planned if one.planned_for == to.day
    }
    return bool(taken - {session.id})
