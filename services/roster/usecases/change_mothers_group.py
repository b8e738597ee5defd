from datetime import datetime
from uuid import UUID

from services.roster.domain.mother import Mother
from services.roster.usecases.acting import act_of, write_down
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def change_mothers_group(
    *, mother_id: UUID, group_id: UUID, by: Role, now: datetime, uow: UnitOfWork
) -> Mother:
    """
    Let a mother go to another group, from now on; what was stays where it was.

    Whoever asks sees both groups: another's is not there. Its row is held, so that
    who runs it does not change meanwhile.

    Raises GroupNotFound, MotherNotFound, RoleMayNot, NotFromHere or AlreadyInGroup.
    """
    with uow:
        uow.groups.get(group_id)
        mother = uow.mothers.get(mother_id)
        change = mother.change_group(group_id, act=act_of(by=by, now=now, uow=uow))
        write_down(change, mother, uow=uow)
        uow.commit()
    return mother
