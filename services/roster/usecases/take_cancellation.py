from datetime import datetime
from functools import partial
from uuid import UUID

from services.roster.domain.actor import Actor
from services.roster.domain.attendance import Attendance, Outcome
from services.roster.domain.register import SessionState
from services.roster.domain.register_change import Act, RegisterChange
from services.roster.domain.session import Session
from services.roster.usecases.announce_attendance import announce_line
from services.roster.usecases.let_pick_ups_follow import (
    let_pick_ups_follow_register,
)
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.refusal import Invalid


def take_cancellation(
    *,
    session_id: UUID,
    mother_id: UUID,
    received_at: datetime,
    channel: str,
    seen_version: int | None = None,
    by: Actor,
    now: datetime,
    uow: UnitOfWork,
) -> Session:
    """
    Take a mother's cancellation, before the register is closed or after.

    After it is closed it turns her miss into a late cancellation, which is announced
    once; one that says nothing new changes nothing. A miss that was told does not wait
    for a reopened register to be closed again. ``seen_version`` is the line that was
    seen before closing; after it, a cancellation counts whoever has seen what.

    Raises SessionNotFound, MotherNotFound, NotInRegister, MotherAttended,
    CancellationTooLate, SessionCancelled, StaleVersion or Invalid.
    """
    if received_at > now:
        raise Invalid({"received_at": ["Write a time that has been."]})
    with uow:
        session = uow.sessions.get(session_id)
        uow.mothers.get(mother_id)
        seen = partial(session.take_cancellation, seen_version=seen_version)
        closed = session.state is SessionState.CLOSED
        take = session.cancel_late if closed else seen
        line = take(
            mother_id=mother_id, received_at=received_at, channel=channel, at=now
        )
        if line is not None:
            if session.told.get(mother_id) is Outcome.MISSED:
                _take_miss_away(line, session, by=by, now=now, uow=uow)
            uow.sessions.save(session)
            let_pick_ups_follow_register(session, now=now, uow=uow)
        uow.commit()
    return session


def _take_miss_away(
    line: Attendance, session: Session, *, by: Actor, now: datetime, uow: UnitOfWork
) -> None:
    before = announce_line(line, session, history=(), uow=uow)
    change = RegisterChange.of_line(
        line, act=Act.LATE_CANCELLATION, before=before, by=by, at=now
    )
    uow.register_changes.save(change)
