from datetime import date, datetime
from uuid import UUID

from services.roster.domain.enrolment import PauseReason
from services.roster.domain.mother import Mother
from services.roster.usecases.acting import take_step
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def pause_mother(
    *,
    mother_id: UUID,
    reason: PauseReason,
    until: date | None,
    by: Role,
    now: datetime,
    uow: UnitOfWork,
) -> Mother:
    """
    Let a mother stay away for a while; nobody follows up what she misses then.

    Raises MotherNotFound, RoleMayNot, NotFromHere, or Invalid for a day that has been.
    """
    return take_step(
        lambda mother, act: mother.pause(reason=reason, until=until, act=act),
        mother_id=mother_id,
        by=by,
        now=now,
        uow=uow,
    )
