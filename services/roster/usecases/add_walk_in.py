from datetime import datetime
from uuid import UUID

from services.roster.domain.attendance import Outcome
from services.roster.domain.roster_row import RosterRow
from services.roster.domain.session import Session
from services.roster.usecases.add_mother import add_mother
from services.roster.usecases.announce_session import announce_opened
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall
from shared.kernel.organisations import Role


def add_walk_in(
    *,
    session_id: UUID,
    told: RosterRow,
    heard_by: Role,
    now: datetime,
    uow: UnitOfWork,
) -> tuple[Session, UUID]:
    """
    Put a mother who has just walked in on the group's list, and mark that she is here.

    Both or neither: in a register that is closed meanwhile nobody is entered.

    Raises SessionNotFound, SessionAlreadyClosed, SessionCancelled, MotherAlreadyListed
    or Invalid.
    """
    with uow:
        session = uow.sessions.get(session_id)
        mother, _ = add_mother(
            group_id=session.group_id,
            told=told,
            today=on_the_wall(now).date(),
            heard_by=heard_by,
            uow=uow,
        )
        line = session.mark(mother_id=mother.id, outcome=Outcome.ATTENDED, at=now)
        announce_opened(session, line, by=heard_by, uow=uow)
        # Sessions are written before mothers, and her line names her.
        uow.mothers.flush()
        uow.sessions.save(session)
        uow.commit()
    return session, mother.id
