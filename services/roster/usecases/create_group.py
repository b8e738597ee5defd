from datetime import time
from uuid import UUID

from services.roster.domain.group import USUAL_CAPACITY, Group
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
    uow: UnitOfWork,
) -> UUID:
    """
    Begin a baby group.

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
    )
    with uow:
        uow.groups.save(group)
        uow.commit()
    return group.id
