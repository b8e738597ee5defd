"""
Change the ladder of a group, or of one mother.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.domain.change import Change
from services.outreach.domain.ladder_steps import DEFAULT_LADDER, GroupLadder, Ladder
from services.outreach.domain.mother import Mother
from services.outreach.usecases.announcements import announce
from services.outreach.usecases.known import mother_on_the_list, refuse_unless_ours
from services.outreach.usecases.next_steps import (
    calendar_for,
    calendars_for,
    group_of,
    ladder_of_group,
)
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.organisations import Role


def change_ladder_of_group(
    *,
    group_id: UUID,
    ladder: Ladder,
    expected_version: int | None,
    by: Role,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Put it in the place of the group's; every step from now on follows it.

    A text that waits to leave is one of them.

    Raises StaleVersion, or GroupNotFound where it is another organisation's.
    """
    with uow:
        refuse_unless_ours(group_id, uow=uow)
        # Mothers first, as whoever hears of a miss has it, and then the ladder.
        following = _following(group_id, now=now, uow=uow)
        known = uow.ladders.find(group_id)
        known = known or GroupLadder(group_id=group_id, ladder=DEFAULT_LADDER)
        known.last_change.refuse_if_stale(expected=expected_version)
        known.change(ladder, by=by, at=now)
        uow.ladders.save(known)
        for mother in following:
            change = mother.follows(ladder, at=now)
            _keep(change, mother, uow=uow)
        uow.commit()


def change_ladder_of_mother(
    *,
    mother_id: UUID,
    ladder: Ladder | None,
    expected_version: int | None,
    by: Role,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Give her one of her own, or with None the group's again.

    Raises MotherNotFound or StaleVersion.
    """
    with uow:
        mother = mother_on_the_list(mother_id, uow=uow)
        mother.ladder_change.refuse_if_stale(expected=expected_version)
        calendar = calendar_for(mother, now=now, uow=uow)
        groups = ladder_of_group(group_of(mother, calendar=calendar), uow=uow)
        change = mother.gets_ladder(ladder, groups=groups, by=by, at=now)
        _keep(change, mother, uow=uow)
        uow.commit()


def _following(
    group_id: UUID, *, now: datetime, uow: OutreachUnitOfWork
) -> list[Mother]:
    """
    Return those with an open follow-up who go by the ladder of this group.
    """
    found = [one for one in uow.mothers.with_tasks_in(group_id) if not one.own_ladder]
    calendars = calendars_for(found, now=now, uow=uow)
    return [
        one for one in found if group_of(one, calendar=calendars[one.id]) == group_id
    ]


def _keep(change: Change, mother: Mother, *, uow: OutreachUnitOfWork) -> None:
    announce(change, mother=mother, outbox=uow.outbox)
    uow.mothers.save(mother)
