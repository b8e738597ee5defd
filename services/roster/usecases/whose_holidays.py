"""
Whose school holidays somebody sees and writes down: each daycare has its own.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from services.roster.usecases.ports import UnitOfWork
from shared.kernel.organisations import Organisation
from shared.kernel.refusal import Invalid


def daycares_with_holidays(
    daycares: Mapping[UUID, str], *, uow: UnitOfWork
) -> dict[UUID, str]:
    """
    Return those whose holidays are hers to see, in the order of their names.

    A daycare sees its own. Whoever is one of several of another kind sees those of the
    daycares with which they run a group.
    """
    hers = _hers(daycares, uow=uow)
    return {one: name for one, name in _by_name(daycares) if one in hers}


def chosen_daycare(chosen: UUID | None, *, among: Collection[UUID]) -> UUID:
    """
    Return the daycare that was chosen; where there is one, nobody has to.

    Raises Invalid.
    """
    if chosen is None and len(among) == 1:
        return next(iter(among))
    if chosen is None or chosen not in among:
        raise Invalid({"daycare_id": ["Choose one on the list."]})
    return chosen


def _hers(daycares: Mapping[UUID, str], *, uow: UnitOfWork) -> Collection[UUID]:
    if uow.within is None:
        return daycares
    if uow.within.kind is Organisation.DAYCARE:
        return {uow.within.organisation_id}
    with uow.reading():
        return {group.daycare_id for group in uow.groups.everyone()}


def _by_name(daycares: Mapping[UUID, str]) -> list[tuple[UUID, str]]:
    return sorted(daycares.items(), key=lambda one: (one[1].casefold(), one[0]))
