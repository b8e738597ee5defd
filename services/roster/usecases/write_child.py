"""
A mother's children, written down later than herself.
"""

from datetime import date
from uuid import UUID

from services.roster.domain.child import Child
from services.roster.domain.errors import ChildNotFound
from services.roster.usecases.announce_mother import announce_child
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.ids import new_id


def add_child(
    *,
    mother_id: UUID,
    first_name: str | None,
    born_on: date,
    today: date,
    uow: UnitOfWork,
) -> Child:
    """
    Put a child beside a mother who is on a list.

    Raises MotherNotFound or Invalid.
    """
    with uow:
        mother = uow.mothers.get(mother_id)
        child = Child.enter(
            child_id=new_id(),
            mother_id=mother.id,
            first_name=first_name,
            born_on=born_on,
            today=today,
        )
        uow.children.save(child)
        announce_child(child, uow=uow)
        uow.commit()
    return child


def put_child_right(
    *,
    mother_id: UUID,
    child_id: UUID,
    first_name: str | None,
    born_on: date,
    today: date,
    uow: UnitOfWork,
) -> Child:
    """
    Correct a child's name or birth date, and tell it if anything has changed.

    Raises MotherNotFound, ChildNotFound or Invalid.
    """
    with uow:
        mother = uow.mothers.get(mother_id)
        before = uow.children.get(child_id)
        if before.mother_id != mother.id or not before.is_listed:
            raise ChildNotFound(id=str(child_id))
        child = before.put_right(first_name=first_name, born_on=born_on, today=today)
        if child is not before:
            uow.children.save(child)
            announce_child(child, uow=uow)
        uow.commit()
    return child
