from datetime import date, datetime
from uuid import UUID

from services.roster.domain.act import Act
from services.roster.domain.enrolment_change import EnrolmentChange
from services.roster.domain.mother import Mother
from services.roster.domain.step_rules import may_say_yes
from services.roster.usecases.acting import take_step
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def bring_mother_back(
    *,
    mother_id: UUID,
    said_on: date,
    came_back_on: date | None = None,
    by: Role,
    now: datetime,
    uow: UnitOfWork,
) -> Mother:
    """
    Take a yes that she said to outreach: her answer, or the end of her no thanks.

    ``came_back_on`` is when she took a no thanks back there, which may have overtaken
    the no thanks itself.

    Raises MotherNotFound.
    """

    def hear(mother: Mother, act: Act) -> EnrolmentChange | None:
        if mother.declined_on is not None:
            return mother.come_back(on=said_on, act=act)
        if may_say_yes(mother.enrolment):
            return mother.say_yes(on=said_on, act=act)
        if came_back_on is not None:
            return mother.came_back_unheard(on=came_back_on, act=act)
        return None

    return take_step(hear, mother_id=mother_id, by=by, now=now, uow=uow)
