"""
Who owns the task of following a mother up: her group's coordinator, or her deputy.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from services.outreach.domain.mother import Mother
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.clock import day_of


def owners_of(
    mothers: Iterable[Mother], *, now: datetime, uow: OutreachUnitOfWork
) -> Mapping[UUID, UUID]:
    """
    Return whose each mother's tasks are today, by the ids of the door.

    The group is that of the session which she missed last. Who has handed her list over
    has a deputy. One of whom nothing is known belongs to the housing team as a whole.
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
    groups = {key: one.group_id for key, one in sessions.items() if one}
    uow.group_coordinators.load(one for one in groups.values() if one)
    today = day_of(now)
    deputies = {one.id: one.deputy_id for one in uow.hand_overs.on(today)}
    found = {}
    for mother_id, group_id in groups.items():
        known = uow.group_coordinators.find(group_id) if group_id else None
        owner = known.on(today) if known else None
        if owner is not None:
            found[mother_id] = deputies.get(owner, owner)
    return found
