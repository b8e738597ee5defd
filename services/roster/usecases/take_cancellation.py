from datetime import datetime
from functools import partial
from uuid import UUID

from services.roster.domain.register import SessionState
from services.roster.domain.session import Session
from services.roster.usecases.announce_attendance import announce_late_cancellation
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
            let_pick_ups_follow_register(session, now=now, uow=uow)
            if closed:
                announce_late_cancellation(
                    line, session, received_at=received_at, uow=uow
                )
        uow.commit()
    return session
