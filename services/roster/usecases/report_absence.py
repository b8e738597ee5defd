from datetime import date, datetime
from uuid import UUID

from services.roster.domain.absence import Absence, AbsenceKind
from services.roster.usecases.announce_group import announce_stand_in
from services.roster.usecases.colleagues import groups_of, refuse_unless_colleague
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall
from shared.kernel.ids import new_id
from shared.kernel.refusal import Invalid


def report_absence(
    *,
    user_id: UUID,
    first_day: date,
    last_day: date,
    kind: AbsenceKind,
    by: UUID,
    now: datetime,
    uow: UnitOfWork,
) -> Absence:
    """
    Write down that one of a group is away; she says so, or a colleague of the group.

    Her pick-ups stand as they are: a new mother waits at her door, so somebody else is
    looked for.

    Raises NotOfAGroup, AbsenceKnown or Invalid.
    """
    with uow:
        refuse_unless_colleague(user_id, groups=groups_of(by, uow=uow))
        today = on_the_wall(now).date()
        if last_day < today:
            raise Invalid({"last_day": ["Write today, or a day to come."]})
        absence = Absence(
            id=new_id(),
            user_id=user_id,
            first_day=first_day,
            last_day=last_day,
            kind=kind,
        )
        absence.refuse_if_known(uow.absences.from_day(today, of=[user_id]))
        uow.absences.save(absence)
        announce_stand_in(absence, on=today, uow=uow)
        uow.commit()
    return absence
