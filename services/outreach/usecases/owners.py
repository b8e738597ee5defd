"""
Who follows up: a group's coordinator, or who stands in for her.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from services.outreach.domain.group_contact import GroupContact
from services.outreach.domain.mother import Mother
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.clock import day_of


def owners_of(
    mothers: Iterable[Mother], *, now: datetime, uow: OutreachUnitOfWork
) -> Mapping[UUID, UUID]:
    """
    Return whose each mother's tasks are today, by the ids of the door.

    Who has handed her list over has a deputy. A mother of whose group nothing is known
    belongs to the housing team as a whole.
    """
    groups = _groups_of(list(mothers), uow=uow)
    uow.group_contacts.load(set(groups.values()))
    contacts = (uow.group_contacts.find(one) for one in set(groups.values()))
    owners = owners_of_groups(filter(None, contacts), day=day_of(now), uow=uow)
    return {key: owners[one] for key, one in groups.items() if one in owners}


def _groups_of(
    mothers: Sequence[Mother], *, uow: OutreachUnitOfWork
) -> dict[UUID, UUID]:
    """
    Return the group that each comes to; of before it was told, that of a missed one.
    """
    missed = {
        mother.id: max(
            mother.follow_ups.values(), key=lambda each: each.session_started_at
        ).session_id
        for mother in mothers
        if mother.follow_ups
    }
    uow.sessions.load(missed.values())
    sessions = {key: uow.sessions.find(one) for key, one in missed.items()}
    known = {key: one.group_id for key, one in sessions.items() if one and one.group_id}
    told = uow.whose_mothers.seen([mother.id for mother in mothers])
    return known | {one.mother_id: one.group_id for one in told if one.group_id}


def owners_of_groups(
    contacts: Iterable[GroupContact], *, day: date, uow: OutreachUnitOfWork
) -> dict[UUID, UUID]:
    """
    Return who follows up in each group: a deputy, where she who does is away.

    What she herself or a colleague says here goes before what the roster knows, and a
    deputy may be away too.
    """
    deputies = {one.id: one.deputy_id for one in uow.hand_overs.on(day)}
    found = {}
    for one in contacts:
        first = one.user_id if one.user_id in deputies else one.on(day)
        if first is not None:
            found[one.group_id] = _in_her_place(first, deputies)
    return found


def _in_her_place(user_id: UUID, deputies: Mapping[UUID, UUID]) -> UUID:
    asked = set()
    while user_id in deputies and user_id not in asked:
        asked.add(user_id)
        user_id = deputies[user_id]
    return user_id
