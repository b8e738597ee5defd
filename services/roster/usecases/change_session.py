from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from services.roster.domain.group import Group
from services.roster.domain.register import SessionState
from services.roster.domain.session import Session
from services.roster.domain.session_plan import SessionPlan
from services.roster.usecases.announce_session import announce_planned, concerned_by
from services.roster.usecases.let_pick_ups_follow import move_pick_ups_with
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.same_time import refuse_same_time
from shared.kernel.clock import in_utc
from shared.kernel.refusal import refuse_if_stale


@dataclass(frozen=True, kw_only=True)
class SessionChange:
    """
    A session's plan as a person writes it, whole: what is left out is not planned.
    """

    day: date
    starts_at: time
    ends_at: time
    place: str | None
    theme: str | None
    guest: str | None
    destination: str | None
    meeting_point: str | None


def change_session(
    *,
    session_id: UUID,
    change: SessionChange,
    seen_version: int | None,
    now: datetime,
    uow: UnitOfWork,
) -> Session:
    """
    Plan a session anew; when its time or place is another, tell whoever is expected.

    Raises SessionNotFound, StaleVersion, SessionAlreadyPlanned, SessionAlreadyClosed,
    SessionCancelled, SessionSkipped or Invalid.
    """
    with uow:
        group = uow.groups.get(uow.sessions.group_of(session_id))
        session = uow.sessions.get(session_id)
        if session.state is SessionState.PLANNED:
            refuse_if_stale(
                expected=seen_version, version=session.version, state=session.state
            )
        expected = concerned_by(session, uow=uow)
        from_start = session.starts_at
        is_news = session.change(_plan(change, group=group), at=now)
        refuse_same_time(session, uow=uow)
        uow.sessions.save(session)
        if is_news:
            expected |= concerned_by(session, uow=uow)
            announce_planned(session, to=expected, uow=uow)
            move_pick_ups_with(session, from_start=from_start, uow=uow)
        uow.commit()
    return session


def _plan(change: SessionChange, *, group: Group) -> SessionPlan:
    is_usual = (change.place or "").strip() == group.place
    return SessionPlan(
        starts_at=in_utc(change.day, change.starts_at),
        ends_at=in_utc(change.day, change.ends_at),
        place=None if is_usual else change.place,
        theme=change.theme,
        guest=change.guest,
        destination=change.destination,
        meeting_point=change.meeting_point,
    )
