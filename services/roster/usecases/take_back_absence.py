from uuid import UUID

from services.roster.usecases.announce_group import announce_back
from services.roster.usecases.colleagues import (
    absence_here,
    groups_of,
    refuse_unless_colleague,
)
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall


def take_back_absence(*, absence_id: UUID, by: UUID, uow: UnitOfWork) -> None:
    """
    She comes after all, or is back; what her deputy has said goes with it.

    Raises AbsenceNotFound or NotOfAGroup.
    """
    with uow:
        groups = groups_of(by, uow=uow)
        absence = absence_here(absence_id, uow=uow)
        refuse_unless_colleague(absence.user_id, groups=groups)
        uow.absences.remove(absence)
        announce_back(absence, on=on_the_wall(uow.cause.now).date(), uow=uow)
        uow.commit()
