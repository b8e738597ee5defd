from datetime import date, time
from uuid import UUID

from services.roster.domain.group import Group
from services.roster.domain.session import Session
from services.roster.usecases.announce_session import announce_planned
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.same_time import refuse_same_time
from shared.kernel.clock import in_utc
from shared.kernel.ids import new_id


def plan_session(
    *,
    group_id: UUID,
    day: date,
    starts_at: time | None,
    ends_at: time | None,
    theme: str | None,
    uow: UnitOfWork,
) -> Session:
    """
    Put a session in the calendar, at the group's usual time unless another is told.

    A day that has been is not refused: a register may be entered from paper.

    Raises GroupNotFound, SessionAlreadyPlanned or Invalid.
    """
    with uow:
        group = uow.groups.get(group_id)
        session = _session(
            group, day=day, starts_at=starts_at, ends_at=ends_at, theme=theme
        )
        refuse_same_time(session, uow=uow)
        uow.sessions.save(session)
        announce_planned(session, uow=uow)
        uow.commit()
    return session


def _session(
    group: Group,
    *,
    day: date,
    starts_at: time | None,
    ends_at: time | None,
    theme: str | None,
) -> Session:
    return Session(
        id=new_id(),
        group_id=group.id,
        starts_at=in_utc(day, starts_at or group.starts_at),
        ends_at=in_utc(day, ends_at or group.ends_at),
        theme=theme,
    )
