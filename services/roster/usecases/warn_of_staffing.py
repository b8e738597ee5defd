from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from services.roster.domain.register import SessionState
from services.roster.domain.session import Session
from services.roster.domain.staffing_warning import News, StaffingWarning, warned_from
from services.roster.usecases.coverages import StaffedSession, staffed
from services.roster.usecases.ports import Names, PublicHolidays, UnitOfWork
from shared.contracts.roster.event import FacilitatorRole
from shared.contracts.roster.staffing import StaffingCovered, StaffingShort
from shared.kernel.organisations import Role

# Two working days are never further off, also over Christmas.
NEAR = timedelta(days=14)
_MOST_LOOKED_AT = 10_000


def warn_of_staffing(
    *, names: Names, public_holidays: PublicHolidays, now: datetime, uow: UnitOfWork
) -> None:
    """
    Tell of each near session that fewer than two come, once for each cause.

    They are looked for without holding any row. What is looked at is how it stands,
    whatever has led there, so nobody has to remember to ask.
    """
    with uow.reading():
        near = uow.sessions.soonest(
            group_id=None, start=now, end=now + NEAR, limit=_MOST_LOOKED_AT
        )
        due = _due(near, names=names, public_holidays=public_holidays, now=now, uow=uow)
    for session_id in due:
        warn_of_session(session_id=session_id, names=names, now=now, uow=uow)


def warn_of_session(
    *, session_id: UUID, names: Names, now: datetime, uow: UnitOfWork
) -> None:
    """
    Tell how a session stands, if that is news; to whoever comes second it is none.

    Raises SessionNotFound.
    """
    with uow:
        uow.groups.get(uow.sessions.group_of(session_id))
        session = uow.sessions.get(session_id)
        ahead = [session] if is_ahead(session, now=now) else []
        for one in counted(ahead, names=names, uow=uow):
            warning = _warning(session_id, uow=uow)
            news = warning.look(one.coverage, session=session, at=now)
            if news is not None:
                uow.staffing_warnings.save(warning)
                _announce(news, one, warning.version, uow=uow)
        uow.commit()


def counted(
    sessions: list[Session], *, names: Names, uow: UnitOfWork
) -> list[StaffedSession]:
    """
    Count who comes to these sessions, of those who still have a way in.

    Where nobody is named, nobody comes: that is short like any other.
    """
    uow.groups.load(one.group_id for one in sessions)
    groups = [uow.groups.get(one.group_id) for one in sessions]
    people = frozenset().union(*(group.people for group in groups))
    here = names(people).keys() if people else frozenset()
    return staffed(sessions, here=here, uow=uow)


def is_ahead(session: Session, *, now: datetime) -> bool:
    return session.state is SessionState.PLANNED and now < session.starts_at


def is_late_to_find_somebody(
    one: StaffedSession, *, public_holidays: PublicHolidays, now: datetime
) -> bool:
    """
    Return whether the three are to know: it is near, and short.
    """
    is_near = one.session.starts_at < now + NEAR
    if one.coverage.is_covered or not is_near or not is_ahead(one.session, now=now):
        return False
    return now >= warned_from(one.session, public_holidays=public_holidays)


def _due(
    sessions: list[Session],
    *,
    names: Names,
    public_holidays: PublicHolidays,
    now: datetime,
    uow: UnitOfWork,
) -> list[UUID]:
    ahead = [one for one in sessions if is_ahead(one, now=now)]
    found = counted(ahead, names=names, uow=uow)
    uow.staffing_warnings.load(one.session.id for one in found)
    return [
        one.session.id
        for one in found
        if _is_news(one, now=now, uow=uow)
        and (
            one.coverage.is_covered
            or is_late_to_find_somebody(one, public_holidays=public_holidays, now=now)
        )
    ]


def _is_news(one: StaffedSession, *, now: datetime, uow: UnitOfWork) -> bool:
    warning = _warning(one.session.id, uow=uow)
    return warning.look(one.coverage, session=one.session, at=now) is not None


def _warning(session_id: UUID, *, uow: UnitOfWork) -> StaffingWarning:
    known = uow.staffing_warnings.find(session_id)
    return known or StaffingWarning(session_id=session_id)


def _announce(
    news: News, one: StaffedSession, version: int, *, uow: UnitOfWork
) -> None:
    kind = StaffingShort if news is News.SHORT else StaffingCovered
    posts = one.coverage.posts
    uow.outbox.add(
        kind(
            session_id=one.session.id,
            group_id=one.group.id,
            starts_at=one.session.starts_at,
            roles_in_room=_values(one.coverage.in_room),
            roles_fetching=_values(post.role for post in posts if post.is_fetching),
        ),
        version=version,
    )


def _values(roles: Iterable[Role]) -> tuple[FacilitatorRole, ...]:
    return tuple(cast("FacilitatorRole", role.value) for role in roles)
