from datetime import datetime
from functools import partial
from uuid import UUID

from services.roster.domain.actor import Actor
from services.roster.domain.attendance import Attendance, Outcome
from services.roster.domain.register import SessionState
from services.roster.domain.register_change import Act, RegisterChange
from services.roster.domain.session import Session
from services.roster.usecases.announce_attendance import announce_late_cancellation
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
    once; one that says nothing new changes nothing. ``seen_version`` is the line that
    was seen before closing; after it, a cancellation counts whoever has seen what.

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
            uow.sessions.save(session)
            if closed:
                announce_late_cancellation(
                    line, session, received_at=received_at, uow=uow
                )
                uow.register_changes.save(_change(line, by=by, at=now))
        uow.commit()
    return session


def _change(line: Attendance, *, by: Actor, at: datetime) -> RegisterChange:
    return RegisterChange.of_line(
        line, act=Act.LATE_CANCELLATION, before=Outcome.MISSED, by=by, at=at
    )
