from datetime import datetime
from uuid import UUID

from services.roster.domain.actor import Actor
from services.roster.domain.attendance import Outcome
from services.roster.domain.register_change import Act, CorrectionReason, RegisterChange
from services.roster.domain.session import Session
from services.roster.usecases.announce_attendance import announce_line
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.take_first_visits import correct_first_visit


def correct_attendance(
    *,
    session_id: UUID,
    mother_id: UUID,
    to: Outcome,
    reason: CorrectionReason,
    seen_version: int | None,
    by: Actor,
    now: datetime,
    uow: UnitOfWork,
) -> Session:
    """
    Put right what a closed register says of a mother, and tell it.

    Who did it and why is kept here; the others hear what stands there now.

    ``seen_version`` is the line that the person looked at who corrects it.

    Raises SessionNotFound, NotInRegister, SessionNotClosed, SessionCancelled,
    OutcomeAlreadyRecorded, StaleVersion or Invalid.
    """
    with uow:
        session = uow.sessions.get(session_id)
        before, line = session.correct(
            mother_id=mother_id, to=to, seen_version=seen_version, at=now
        )
        histories = uow.sessions.histories(
            mother_ids=[mother_id], before=session.starts_at
        )
        history = histories.get(mother_id, ())
        announce_line(line, session, history=history, uow=uow)
        uow.sessions.save(session)
        uow.register_changes.save(
            RegisterChange.of_line(
                line, act=Act.CORRECTION, before=before, reason=reason, by=by, at=now
            )
        )
        correct_first_visit(line, now=now, uow=uow)
        uow.commit()
    return session
