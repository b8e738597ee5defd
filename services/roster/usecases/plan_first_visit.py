from datetime import datetime
from uuid import UUID

from services.roster.domain.errors import SessionIsOver, VisitNotInHerGroup
from services.roster.domain.mother import Mother
from services.roster.domain.session import Session
from services.roster.usecases.acting import act_of, write_down
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def plan_first_visit(
    *,
    mother_id: UUID,
    session_id: UUID,
    by: Role,
    now: datetime,
    uow: UnitOfWork,
) -> Mother:
    """
    Write down the session at which a mother is expected first.

    Who is fetched to the one of before is fetched to this one.

    Raises MotherNotFound, SessionNotFound, RoleMayNot, NotFromHere, SessionIsOver,
    SessionAlreadyClosed, SessionCancelled or VisitNotInHerGroup.
    """
    with uow:
        uow.sessions.load([session_id, *uow.enrolment_changes.visits_of(mother_id)])
        session = uow.sessions.get(session_id)
        mother = uow.mothers.get(mother_id)
        act = act_of(by=by, now=now, uow=uow)
        change = mother.plan_first_visit(session_id=session_id, act=act)
        _refuse_unless_to_come(session, mother, now=now)
        write_down(change, mother, uow=uow)
        uow.commit()
    return mother


def _refuse_unless_to_come(session: Session, mother: Mother, *, now: datetime) -> None:
    session.refuse_unless_open()
    if session.ends_at <= now:
        raise SessionIsOver(state=session.state, version=session.version)
    if session.group_id != mother.group_id:
        raise VisitNotInHerGroup(state=mother.enrolment, version=mother.version)
