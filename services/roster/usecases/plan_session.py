from datetime import date, time
from uuid import UUID

from services.roster.domain.errors import SessionAlreadyPlanned
from services.roster.domain.group import Group
from services.roster.domain.session import Session
from services.roster.usecases.ports import UnitOfWork
from shared.contracts.roster import SessionPlanned
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
        _refuse_second(session, uow=uow)
        uow.sessions.save(session)
        uow.outbox.add(
            SessionPlanned(
                session_id=session.id,
                group_id=group.id,
                starts_at=session.starts_at,
                ends_at=session.ends_at,
            ),
            version=session.version,
        )
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


def _refuse_second(session: Session, *, uow: UnitOfWork) -> None:
    # The group's row is held, so nobody can plan the same session meanwhile.
    known = uow.sessions.starting(group_id=session.group_id, at=session.starts_at)
    if known is not None:
        raise SessionAlreadyPlanned(
            id=str(known.id), state=known.state, version=known.version
        )
