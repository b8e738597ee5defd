"""
Change the ladder of a group, or of one mother.
"""

from uuid import UUID

from services.outreach.domain.ladder_steps import DEFAULT_LADDER, GroupLadder, Ladder
from services.outreach.usecases.known import mother_on_the_list, refuse_unless_ours
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.refusal import refuse_if_stale


def change_ladder_of_group(
    *,
    group_id: UUID,
    ladder: Ladder,
    expected_version: int | None,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Put it in the place of the group's; every step from now on follows it.

    Raises StaleVersion, or GroupNotFound where it is another organisation's.
    """
    with uow:
        refuse_unless_ours(group_id, uow=uow)
        known = uow.ladders.find(group_id)
        known = known or GroupLadder(group_id=group_id, ladder=DEFAULT_LADDER)
        refuse_if_stale(expected=expected_version, version=known.version, state="kept")
        known.change(ladder)
        uow.ladders.save(known)
        uow.commit()


def change_ladder_of_mother(
    *, mother_id: UUID, ladder: Ladder | None, uow: OutreachUnitOfWork
) -> None:
    """
    Give her one of her own, or with None the group's again.

    Raises MotherNotFound.
    """
    with uow:
        mother = mother_on_the_list(mother_id, uow=uow)
        mother.own_ladder = ladder
        uow.mothers.save(mother)
        uow.commit()
