from collections.abc import Mapping
from datetime import time
from uuid import UUID

from services.roster.domain.group import USUAL_CAPACITY, Group
from services.roster.usecases.announce_group import announce_who_runs
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.ids import new_id
from shared.kernel.organisations import Organisation


def create_group(
    *,
    name: str,
    weekday: int,
    starts_at: time,
    ends_at: time,
    place: str,
    room_owner: Organisation = Organisation.DAYCARE,
    capacity: int = USUAL_CAPACITY,
    run_by: Mapping[Organisation, UUID] | None = None,
    uow: UnitOfWork,
) -> UUID:
    """
    Begin a baby group; without ``run_by`` the first organisation of each kind has it.

    Raises Invalid.
    """
    group = Group(
        id=new_id(),
        name=name,
        weekday=weekday,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        room_owner=room_owner,
        capacity=capacity,
        run_by=run_by or {},
    )
    with uow:
        uow.groups.save(group)
        announce_who_runs(group, uow=uow)
        uow.commit()
    return group.id
