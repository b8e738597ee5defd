from uuid import UUID

from services.roster.domain.absence import Absence
from services.roster.domain.errors import AbsenceNotFound, NotOfAGroup
from services.roster.domain.group import Group
from services.roster.usecases.ports import UnitOfWork


def groups_of(user_id: UUID, *, uow: UnitOfWork) -> list[Group]:
    """
    Return the groups in which somebody is named, by name.

    Whoever changes something holds all groups' rows so, before any other row.
    """
    return [group for group in uow.groups.everyone() if user_id in group.people]


def absence_here(absence_id: UUID, *, uow: UnitOfWork) -> Absence:
    """
    Return when somebody is away; one of another organisation is not there.

    Raises AbsenceNotFound.
    """
    absence = uow.absences.get(absence_id)
    if uow.within and not groups_of(absence.user_id, uow=uow):
        raise AbsenceNotFound(id=str(absence_id))
    return absence


def refuse_unless_colleague(user_id: UUID, *, groups: list[Group]) -> None:
    """
    Refuse somebody who is named in none of these groups.

    Raises NotOfAGroup.
    """
    if not any(user_id in group.people for group in groups):
        raise NotOfAGroup(state="elsewhere")
