"""
A mother who was entered twice has two ids: whoever names the other one means the kept.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from shared.bus.unit_of_work import UnitOfWork

# Under these names addresses, forms and questions name a mother.
_NAMES = ("mother_id", "buddy_id", "mother", "known", "other")


def of_kept(uow: UnitOfWork, told: Any) -> Any:
    """
    Return what was told, with the kept id wherever another id of hers stands.
    """
    if not isinstance(told, Mapping):
        return told
    named = {name: found for name in _NAMES if (found := _id_in(told.get(name)))}
    if not named:
        return told
    with uow.reading():
        kept = uow.persons.kept_ids(set(named.values()))
    changed = {
        name: type(told[name])(str(kept[one]))
        for name, one in named.items()
        if one in kept
    }
    return {**told, **changed} if changed else told


def _id_in(told: Any) -> UUID | None:
    if isinstance(told, UUID):
        return told
    try:
        return UUID(told) if isinstance(told, str) else None
    except ValueError:
        return None
