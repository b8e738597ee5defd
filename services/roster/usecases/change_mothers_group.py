from datetime import datetime
from uuid import UUID

from services.roster.domain.errors import OldRegisterOpen
from services.roster.domain.group import Group
from services.roster.domain.mother import Mother
from services.roster.usecases.acting import act_of, write_down
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Role


def change_mothers_group(
    *, mother_id: UUID, group_id: UUID, by: Role, now: datetime, uow: UnitOfWork
) -> Mother:
    """
    Let a mother go to another group, from now on; what was stays where it was.

    Whoever asks sees both groups: another's is not there. Their rows are held, so that
    who runs them does not change meanwhile.

    Raises GroupNotFound, MotherNotFound, RoleMayNot, NotFromHere, AlreadyInGroup or
    OldRegisterOpen.
    """
    with uow:
        uow.groups.load([uow.mothers.group_of(mother_id), group_id])
        group = uow.groups.get(group_id)
        mother = uow.mothers.get(mother_id)
        left = uow.groups.get(mother.group_id)
        change = mother.change_group(group_id, act=act_of(by=by, now=now, uow=uow))
        _refuse_if_lost_to_register(left, to=group, now=now, uow=uow)
        write_down(change, mother, uow=uow)
        uow.commit()
    return mother


def _refuse_if_lost_to_register(
    left: Group, *, to: Group, now: datetime, uow: UnitOfWork
) -> None:
    """
    Refuse as long as others than see her then have yet to write whether she was there.
    """
    if left.run_by != to.run_by and uow.sessions.has_register_open(left.id, at=now):
        raise OldRegisterOpen
