"""
Who may have been entered twice, and what two entries say.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.roster.domain.duplicate import (
    Entry,
    Likeness,
    likeness,
    most_alike_first,
)
from services.roster.domain.profile import Profile
from services.roster.domain.search_keys import keys_of
from services.roster.usecases import queries
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.views import MotherView

_NEWEST = 300
_MOST_ALIKE = 500
_MOST_SHOWN = 50
_MOST_BESIDE_FORM = 5


@dataclass(frozen=True, kw_only=True)
class Duplicate:
    """
    Two entries, and what they have in common.
    """

    one: MotherView = field(repr=False)
    other: MotherView = field(repr=False)
    alike: frozenset[Likeness]


@dataclass(frozen=True, kw_only=True)
class SideBySide:
    """
    One of two entries, with all that a person compares.
    """

    seen: MotherView = field(repr=False)
    profile: Profile = field(repr=False)
    attended: int
    last_came_on: date | None
    has_link: bool


def duplicates(*, uow: UnitOfWork, of_mother: UUID | None = None) -> list[Duplicate]:
    """
    Return who may have been entered twice lately, or this one, the most alike first.

    Of whom somebody has said that they are two, nobody is asked again.
    """
    with uow.reading():
        wanted = [of_mother] if of_mother else uow.duplicates.newest(limit=_NEWEST)
        pairs = uow.duplicates.pairs_with(wanted)
        ids = {one for pair in pairs for one in pair}
        views = {view.mother.id: view for view in _views(ids, uow=uow)}
    found = [
        Duplicate(one=views[one], other=views[other], alike=alike)
        for one, other in sorted(pairs)
        if (alike := likeness(_entry(views[one]), _entry(views[other])))
    ]
    found.sort(key=lambda pair: most_alike_first(pair.alike))
    return found[:_MOST_SHOWN]


def alike(typed: Entry, *, uow: UnitOfWork) -> list[MotherView]:
    """
    Return who may be the mother that is being typed in, the most alike first.
    """
    keys = keys_of(typed.display_name, typed.phone)
    with uow.reading():
        ids = uow.duplicates.having(keys, limit=_MOST_ALIKE) if keys else []
        views = _views(ids, uow=uow)
    found = [
        (most_alike_first(alike), view)
        for view in views
        if (alike := likeness(typed, _entry(view)))
    ]
    found.sort(key=lambda one: (one[0], one[1].mother.id))
    return [view for _, view in found[:_MOST_BESIDE_FORM]]


def side_by_side(
    *, mother_id: UUID, other_id: UUID, uow: UnitOfWork
) -> tuple[SideBySide, SideBySide]:
    """
    Return both entries.

    Raises MotherNotFound.
    """
    with uow.reading():
        return _side(mother_id, uow=uow), _side(other_id, uow=uow)


def _side(mother_id: UUID, *, uow: UnitOfWork) -> SideBySide:
    seen = queries.mother(mother_id=mother_id, uow=uow)
    came = uow.sessions.days_attended(mother_id)
    profile = uow.profiles.find(mother_id) or Profile(mother_id=mother_id)
    link = uow.own_links.find(mother_id)
    return SideBySide(
        seen=seen,
        profile=profile,
        attended=len(came),
        last_came_on=max(came, default=None),
        has_link=link is not None and link.digest is not None,
    )


def _views(ids: Iterable[UUID], *, uow: UnitOfWork) -> list[MotherView]:
    found = uow.mothers.in_this_order(sorted(ids))
    children = uow.children.of_mothers([mother.id for mother in found])
    return [
        MotherView(mother=mother, children=children.get(mother.id, []))
        for mother in found
    ]


def _entry(view: MotherView) -> Entry:
    return Entry(
        group_id=view.mother.group_id,
        display_name=view.mother.display_name,
        phone=view.mother.phone,
        born_on=frozenset(child.born_on for child in view.children),
    )
