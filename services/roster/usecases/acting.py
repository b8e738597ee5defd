"""
What every step on a mother's way begins and ends with.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from services.roster.domain.act import Act
from services.roster.domain.enrolment_change import EnrolmentChange
from services.roster.domain.mother import Mother
from services.roster.usecases.announce_enrolment import announce_enrolment
from services.roster.usecases.let_offers_follow import let_offers_follow_step
from services.roster.usecases.let_pick_ups_follow import let_pick_ups_follow_step
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def act_of(*, by: Role, now: datetime, uow: UnitOfWork) -> Act:
    return Act(
        at=now,
        by_role=by,
        by_organisation=uow.cause.organisation,
        causing_event_id=uow.cause.causation_id,
    )


def act_of_system(*, now: datetime, uow: UnitOfWork) -> Act:
    return Act.by_system(at=now, causing_event_id=uow.cause.causation_id)


def take_step(
    step: Callable[[Mother, Act], EnrolmentChange | None],
    *,
    mother_id: UUID,
    by: Role,
    now: datetime,
    uow: UnitOfWork,
) -> Mother:
    """
    Take a step with one mother, write it down and announce it.

    Raises MotherNotFound, RoleMayNot, NotFromHere, and what the step itself refuses.
    """
    with uow:
        mother = uow.mothers.get(mother_id)
        write_down(step(mother, act_of(by=by, now=now, uow=uow)), mother, uow=uow)
        uow.commit()
    return mother


def write_down(
    change: EnrolmentChange | None, mother: Mother, *, uow: UnitOfWork
) -> None:
    """
    Keep a step, and announce it; None is one that changed nothing.
    """
    if change is None:
        return
    uow.mothers.save(mother)
    uow.enrolment_changes.save(change)
    announce_enrolment(change, mother, uow=uow)
    let_offers_follow_step(change, mother, uow=uow)
    let_pick_ups_follow_step(change, uow=uow)
