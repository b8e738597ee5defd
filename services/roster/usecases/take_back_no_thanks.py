"""
Take that a no thanks which outreach had told was a slip there.
"""

from datetime import datetime
from uuid import UUID

from services.roster.domain.act import Act
from services.roster.domain.enrolment import Enrolment
from services.roster.domain.enrolment_change import EnrolmentChange
from services.roster.domain.mother import Mother
from services.roster.usecases.acting import act_of, write_down
from services.roster.usecases.announce_enrolment import tell_no_thanks_again
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def take_back_no_thanks(
    *, mother_id: UUID, by: Role, now: datetime, uow: UnitOfWork
) -> None:
    """
    Let her stand where she stood; if one of us has heard it too, say so to all.

    A first visit whose session has begun or is cancelled since is not planned any more.

    Raises MotherNotFound.
    """
    with uow:
        mother = uow.mothers.get(mother_id)
        act = act_of(by=by, now=now, uow=uow)
        change = _undo(mother, act=act, uow=uow)
        write_down(change, mother, uow=uow)
        if change is None and mother.enrolment is Enrolment.DECLINED:
            tell_no_thanks_again(mother, uow=uow)
        uow.commit()


def _undo(mother: Mother, *, act: Act, uow: UnitOfWork) -> EnrolmentChange | None:
    steps = uow.enrolment_changes.of_mother(mother.id)
    return mother.no_thanks_was_none(steps[0], act=act) if steps else None
