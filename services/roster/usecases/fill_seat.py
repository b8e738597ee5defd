from collections.abc import Collection
from uuid import UUID

from services.roster.domain.group import Group
from services.roster.domain.seat import Seat
from services.roster.usecases.announce_group import (
    announce_new_contact,
    announce_new_deputy,
)
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid


def fill_seat(
    *,
    group_id: UUID,
    by: Role,
    user_id: UUID | None,
    deputy_id: UUID | None,
    colleagues: Collection[UUID],
    uow: UnitOfWork,
) -> Group:
    """
    Name who runs the group in the role of who asks, and her deputy; None is nobody.

    Rule 13: each organisation says who its own are. ``colleagues`` are the people of
    that role in it; another's are not hers to name, nor is another's seat.

    Raises GroupNotFound, Forbidden or Invalid.
    """
    with uow:
        seat = _seat(user_id, deputy_id, colleagues=colleagues)
        before = uow.groups.get(group_id)
        group = before.seated(by, seat)
        uow.groups.save(group)
        today = on_the_wall(uow.cause.now).date()
        announce_new_contact(before, group, on=today, uow=uow)
        announce_new_deputy(before, group, on=today, uow=uow)
        uow.commit()
    return group


def _seat(
    user_id: UUID | None, deputy_id: UUID | None, *, colleagues: Collection[UUID]
) -> Seat | None:
    told = {"user_id": user_id, "deputy_id": deputy_id}
    strangers = [name for name, id_ in told.items() if id_ and id_ not in colleagues]
    if strangers:
        raise Invalid({name: ["Choose one of your own."] for name in strangers})
    if user_id is None:
        if deputy_id is not None:
            raise Invalid({"user_id": ["Choose who runs the group first."]})
        return None
    return Seat(user_id=user_id, deputy_id=deputy_id)
