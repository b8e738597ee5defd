from datetime import datetime
from uuid import UUID

from services.roster.domain.actor import Actor
from services.roster.domain.register import SessionState
from services.roster.domain.register_change import Act, RegisterChange
from services.roster.domain.session import Session
from services.roster.usecases.announce_session import announce_reinstated
from services.roster.usecases.expected_mothers import expected_mothers
from services.roster.usecases.let_pick_ups_follow import let_pick_ups_stand_again
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.same_time import refuse_same_time
from services.roster.usecases.take_first_visits import let_first_visits_stand_again
from shared.kernel.refusal import refuse_if_stale


def reinstate_session(
    *,
    session_id: UUID,
    seen_version: int | None,
    by: Actor,
    now: datetime,
    uow: UnitOfWork,
) -> Session:
    """
    Let a cancelled session take place after all, with all that went with it.

    Nobody is named to the others: whoever told a mother of the cancelling knows whom.

    Raises SessionNotFound, StaleVersion, SessionNotCancelled, ReinstatementTooLate or
    SessionAlreadyPlanned.
    """
    with uow:
        uow.groups.get(uow.sessions.group_of(session_id))
        session = uow.sessions.get(session_id)
        if session.state is SessionState.CANCELLED:
            refuse_if_stale(
                expected=seen_version, version=session.version, state=session.state
            )
        lines = session.reinstate(at=now)
        refuse_same_time(session, uow=uow)
        uow.sessions.save(session)
        let_first_visits_stand_again(session, lines, now=now, uow=uow)
        let_pick_ups_stand_again(
            session, expected=expected_mothers(session, uow=uow), now=now, uow=uow
        )
        uow.register_changes.save(
            RegisterChange.of_register(
                session, act=Act.SESSION_REINSTATED, by=by, at=now
            )
        )
        announce_reinstated(session, uow=uow)
        uow.commit()
    return session
