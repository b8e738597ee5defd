"""
A child that was entered by mistake: off her page, and back again for a day.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from services.roster.domain.child import Child
from services.roster.domain.errors import ChildNotFound
from services.roster.usecases.announce_mother import (
    announce_child,
    announce_child_removed,
)
from services.roster.usecases.ports import UnitOfWork


def remove_child(
    *, mother_id: UUID, child_id: UUID, now: datetime, uow: UnitOfWork
) -> None:
    """
    Take a child off every list, here and with the others.

    Also one that a home visit or a place in daycare is being arranged for: to say so
    would tell of it to whom it is kept from. It is deleted only when that has ended.

    Raises MotherNotFound or ChildNotFound.
    """
    with uow:
        for entry in _entries_of(mother_id, child_id, is_removed=False, uow=uow):
            gone = entry.removed(at=now)
            uow.children.save(gone)
            announce_child_removed(gone, uow=uow)
        uow.commit()


def bring_child_back(*, mother_id: UUID, child_id: UUID, uow: UnitOfWork) -> None:
    """
    Undo that a child was removed, as long as it is kept.

    Raises MotherNotFound or ChildNotFound.
    """
    with uow:
        for entry in _entries_of(mother_id, child_id, is_removed=True, uow=uow):
            back = entry.brought_back()
            uow.children.save(back)
            announce_child(back, uow=uow)
        uow.commit()


def removed_children(
    *, mother_id: UUID, kept: timedelta, now: datetime, uow: UnitOfWork
) -> Sequence[Child]:
    """
    Return whom one tap brings back.

    Who is kept for longer, because something is in hand, is shown no more: by that
    somebody might tell that there is.
    """
    with uow.reading():
        return [
            one
            for one in uow.children.removed_of(mother_id)
            if one.removed_at is not None and one.removed_at >= now - kept
        ]


def _entries_of(
    mother_id: UUID, child_id: UUID, *, is_removed: bool, uow: UnitOfWork
) -> list[Child]:
    """
    Return a child of hers under every id that the others may know it by.
    """
    mother = uow.mothers.get(mother_id)
    entries = [
        one
        for one in uow.children.every_id_of(mother.id)
        if child_id in {one.id, one.same_as}
        and (one.removed_at is not None) is is_removed
    ]
    if not entries:
        raise ChildNotFound(id=str(child_id))
    return entries
