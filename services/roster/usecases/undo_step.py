from datetime import datetime
from uuid import UUID

from services.roster.domain.errors import NothingToUndo
from services.roster.domain.mother import Mother
from services.roster.usecases.acting import act_of, write_down
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def undo_step(*, mother_id: UUID, by: Role, now: datetime, uow: UnitOfWork) -> Mother:
    """
    Take back the last step with a mother, where a tap may do that.

    A first visit does not go back to a session that is closed or cancelled since, nor
    does she into a group that is not there for who asks.

    Raises MotherNotFound, NothingToUndo, SessionAlreadyClosed, SessionCancelled or
    GroupNotFound.
    """
    with uow:
        uow.groups.load(uow.enrolment_changes.groups_left_by(mother_id))
        visits = uow.enrolment_changes.visits_of(mother_id)
        uow.sessions.load([*visits, *uow.pick_ups.sessions_that_need(mother_id)])
        mother = uow.mothers.get(mother_id)
        steps = uow.enrolment_changes.of_mother(mother_id)
        if not steps:
            raise NothingToUndo(state=mother.enrolment, version=mother.version)
        act = act_of(by=by, now=now, uow=uow)
        change = mother.undo(steps[0], act=act)
        if change.after.planned_visit_id is not None:
            uow.sessions.get(change.after.planned_visit_id).refuse_unless_open()
        write_down(change, mother, uow=uow)
        uow.commit()
    return mother
