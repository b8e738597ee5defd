"""
What hangs on two entries of one mother, put together under the kept id.
"""

from dataclasses import replace
from uuid import UUID

from services.roster.domain.child import Child, is_same_child
from services.roster.domain.mother import Mother
from services.roster.domain.pick_up import PickUp, id_of_pick_up
from services.roster.domain.pick_up_codes import PickUpState
from services.roster.domain.profile import Profile
from services.roster.usecases.announce_mother import announce_child, announce_offers
from services.roster.usecases.announce_pick_up import announce_pick_up
from services.roster.usecases.ports import UnitOfWork

# What counts of two pick-ups to one session, from the least.
_SURER = (PickUpState.CANCELLED, PickUpState.PLANNED, PickUpState.DONE)


def merge_children(*, kept_id: UUID, merged_id: UUID, uow: UnitOfWork) -> None:
    """
    Let her children stand beside the kept one, each once.

    One that both entries have keeps both ids: others may know it by the second.
    """
    free = uow.children.of_mothers([kept_id]).get(kept_id, [])
    became: dict[UUID, UUID] = {}
    for child in uow.children.every_id_of(merged_id):
        twin = next((one for one in free if is_same_child(one, child)), None)
        if child.is_listed and twin is not None:
            free.remove(twin)
            became[child.id] = twin.id
            twin.birthdays_told = max(twin.birthdays_told, child.birthdays_told)
            uow.children.save(twin)
            _take_name(twin, child, uow=uow)
        uow.children.save(replace(child, mother_id=kept_id))
    for child in uow.children.every_id_of(kept_id):
        same_as = became.get(child.same_as or child.id)
        if same_as is not None:
            _let_be_same(child, same_as, uow=uow)


def _let_be_same(child: Child, same_as: UUID, *, uow: UnitOfWork) -> None:
    """
    Keep and tell that it is another entry of a child, so that lists show it once.
    """
    entry = replace(child, same_as=same_as, version=child.version + 1)
    uow.children.save(entry)
    announce_child(entry, uow=uow)


def _take_name(twin: Child, child: Child, *, uow: UnitOfWork) -> None:
    if twin.first_name is None and child.first_name is not None:
        named = replace(twin, first_name=child.first_name, version=twin.version + 1)
        uow.children.save(named)
        announce_child(named, uow=uow)


def merge_pick_ups(*, kept_id: UUID, merged_id: UUID, uow: UnitOfWork) -> None:
    """
    Let her be fetched once to each session: done counts most, then planned.
    """
    for theirs in uow.pick_ups.of_mother(merged_id):
        key = id_of_pick_up(mother_id=kept_id, session_id=theirs.session_id)
        mine = uow.pick_ups.find(key)
        both = [one for one in (theirs, mine) if one is not None]
        surer = max(both, key=lambda one: _SURER.index(one.state))
        version = max(one.version for one in both) + 1
        hers: PickUp = replace(surer, mother_id=kept_id, version=version)
        uow.pick_ups.save(hers)
        session = uow.sessions.get(hers.session_id)
        announce_pick_up(hers, session, uow=uow)


def merge_profiles(kept: Mother, merged_id: UUID, *, uow: UnitOfWork) -> None:
    """
    Put together what she tells of herself, and let others come along with her.
    """
    theirs = uow.profiles.find(merged_id)
    if theirs is not None:
        mine = uow.profiles.find(kept.id) or Profile(mother_id=kept.id)
        hers = mine.take_over(theirs)
        uow.profiles.save(hers)
        uow.profiles.remove(theirs)
        announce_offers(mine.offers, kept, hers.offers, uow=uow)
    for other in uow.profiles.with_buddy(merged_id):
        if other.mother_id == kept.id:
            uow.profiles.save(other.without_buddy())
        else:
            moved = replace(other, buddy_id=kept.id, version=other.version + 1)
            uow.profiles.save(moved)
