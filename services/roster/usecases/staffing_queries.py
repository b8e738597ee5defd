"""
What the pages show of the groups and of who runs them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from services.roster.domain.absence import Absence
from services.roster.domain.coverage import Post
from services.roster.domain.group import Group
from services.roster.domain.group_move import follows, is_at_usual_time
from services.roster.domain.session import Session
from services.roster.usecases.change_group import coming_sessions
from services.roster.usecases.colleagues import groups_of
from services.roster.usecases.coverages import StaffedSession, staffed
from services.roster.usecases.ports import Names, PublicHolidays, UnitOfWork
from services.roster.usecases.warn_of_staffing import (
    NEAR,
    counted,
    is_ahead,
    is_late_to_find_somebody,
)
from shared.kernel.clock import on_the_wall

_SHOWN_AHEAD = timedelta(weeks=8)
_MOST_SHOWN = 60  # sessions of one group
_MOST_NEAR = 500


@dataclass(frozen=True, kw_only=True)
class Question:
    """
    What a deputy is asked: whether she comes to one session.
    """

    staffed: StaffedSession
    post: Post


@dataclass(frozen=True, kw_only=True)
class Staffing:
    """
    Who comes to the coming sessions of one person's groups.

    ``short`` are the near ones with fewer than two, of groups in which nobody is named
    too: these concern whoever may name somebody. ``asked`` is what she herself is asked
    as a deputy; ``absences`` are those of all who are named in these groups.
    """

    groups: list[Group]
    sessions: list[StaffedSession]
    short: list[StaffedSession]
    asked: list[Question]
    absences: list[Absence] = field(repr=False)
    names: Mapping[UUID, str] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class GroupView:
    """
    A group, how many are on its list, and who runs it.

    ``elsewhen`` are the coming sessions that do not meet at its time.
    """

    group: Group
    listed: int
    following: int
    elsewhen: list[Session]
    names: Mapping[UUID, str] = field(repr=False)


def staffing(
    *,
    user_id: UUID,
    names: Names,
    public_holidays: PublicHolidays,
    now: datetime,
    uow: UnitOfWork,
) -> Staffing:
    """
    Return what somebody has to know who runs a group, or is a deputy in one.
    """
    with uow.reading():
        groups = groups_of(user_id, uow=uow)
        people = frozenset().union(*(group.people for group in groups))
        here = names(people) if people else {}
        sessions = [one for group in groups for one in _ahead(group, now=now, uow=uow)]
        found = sorted(
            staffed(sessions, here=here.keys(), uow=uow),
            key=lambda one: (one.session.starts_at, one.session.id),
        )
        today = on_the_wall(now).date()
        return Staffing(
            groups=groups,
            sessions=found,
            short=[
                one
                for one in [*found, *_with_nobody_named(now=now, uow=uow)]
                if is_late_to_find_somebody(
                    one, public_holidays=public_holidays, now=now
                )
            ],
            asked=_asked(found, user_id),
            absences=uow.absences.from_day(today, of=people) if people else [],
            names=here,
        )


def staffing_of_session(
    session: Session, *, names: Names, now: datetime, uow: UnitOfWork
) -> StaffedSession | None:
    """
    Return who comes to a session, if that is ahead.
    """
    if not is_ahead(session, now=now):
        return None
    with uow.reading():
        return next(iter(counted([session], names=names, uow=uow)), None)


def group_view(
    *, group_id: UUID, names: Names, now: datetime, uow: UnitOfWork
) -> GroupView:
    """
    Return one group.

    Raises GroupNotFound.
    """
    with uow.reading():
        group = uow.groups.get(group_id)
        coming = coming_sessions(group_id=group_id, now=now, uow=uow)
        elsewhen = [one for one in coming if not is_at_usual_time(one, group=group)]
        return GroupView(
            group=group,
            listed=uow.mothers.active_by_group().get(group_id, 0),
            following=sum(follows(one, group=group) for one in coming),
            elsewhen=elsewhen,
            names=names(group.people) if group.people else {},
        )


def full_groups(*, uow: UnitOfWork) -> list[tuple[Group, int]]:
    """
    Return the groups with as many mothers as there is room for, and how many these are.
    """
    with uow.reading():
        listed = uow.mothers.active_by_group()
        return [
            (group, listed.get(group.id, 0))
            for group in uow.groups.everyone()
            if group.is_full(listed.get(group.id, 0))
        ]


def _ahead(group: Group, *, now: datetime, uow: UnitOfWork) -> list[Session]:
    # Who comes of the three does not hang on who is in the register.
    found = uow.sessions.glimpsed(
        group_id=group.id, start=now, end=now + _SHOWN_AHEAD, limit=_MOST_SHOWN
    )
    return [one for one in found if is_ahead(one, now=now)]


def _with_nobody_named(*, now: datetime, uow: UnitOfWork) -> list[StaffedSession]:
    """
    Return the near sessions of groups in which nobody is named, with one query.
    """
    unnamed = {group.id for group in uow.groups.everyone() if not group.seats}
    if not unnamed:
        return []
    near = uow.sessions.glimpsed(start=now, end=now + NEAR, limit=_MOST_NEAR)
    ahead = [one for one in near if one.group_id in unnamed and is_ahead(one, now=now)]
    return staffed(ahead, here=frozenset(), uow=uow)


def _asked(found: list[StaffedSession], user_id: UUID) -> list[Question]:
    return [
        Question(staffed=one, post=post)
        for one in found
        for post in one.coverage.posts
        if post.is_asked and post.deputy_id == user_id
    ]
