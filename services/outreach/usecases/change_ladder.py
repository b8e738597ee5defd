"""
Change the ladder of a group, or of one mother.
"""

from datetime import datetime
from uuid import UUID

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
from shared.kernel.refusal import refuse_if_stale


def change_ladder_of_group(
    *,
    group_id: UUID,
    ladder: Ladder,
    expected_version: int | None,
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
        refuse_if_stale(expected=expected_version, version=known.version, state="kept")
        known.change(ladder)
        uow.ladders.save(known)
        for mother in following:
            _let_follow(mother, None, groups=ladder, now=now, uow=uow)
        uow.commit()


def change_ladder_of_mother(
    *, mother_id: UUID, ladder: Ladder | None, now: datetime, uow: OutreachUnitOfWork
) -> None:
    """
    Give her one of her own, or with None the group's again.

    Raises MotherNotFound.
    """
    with uow:
        mother = mother_on_the_list(mother_id, uow=uow)
        calendar = calendar_for(mother, now=now, uow=uow)
        groups = ladder_of_group(group_of(mother, calendar=calendar), uow=uow)
        _let_follow(mother, ladder, groups=groups, now=now, uow=uow)
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


def _let_follow(
    mother: Mother,
    own: Ladder | None,
    *,
    groups: Ladder,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> None:
    change = mother.follows(own, groups=groups, at=now)
    announce(change, mother=mother, outbox=uow.outbox)
    uow.mothers.save(mother)
