"""
Take that two were one mother all along.
"""

from datetime import datetime
from uuid import UUID

from services.outreach.usecases.announcements import announce
from services.outreach.usecases.known import known_mother
from services.outreach.usecases.ports import OutreachUnitOfWork
from services.outreach.usecases.tell_owners import announce_anew


def merge_mothers(
    *, kept_id: UUID, merged_id: UUID, now: datetime, uow: OutreachUnitOfWork
) -> None:
    """
    Move what is known under one id to the other; a repeat changes nothing.

    What is told of the given-up id later is told of the kept one by then. How she is
    reached and where she stands the roster tells anew. What was open under the given-up
    id is told anew where it goes to another group or team: once, and nothing that was
    the kept one's already.
    """
    with uow:
        if not uow.persons.merge(merged_id, into=kept_id, now=now):
            return
        uow.mothers.load([kept_id, merged_id])
        merged = uow.mothers.find(merged_id)
        if merged is not None:
            kept = known_mother(kept_id, uow=uow)
            words_before = kept.agreement.version
            came = list(merged.follow_ups.values())
            joined = kept.take_over(merged, at=now)
            announce(joined.change, mother=kept, outbox=uow.outbox)
            if _are_of_different_groups(kept_id, merged_id, uow=uow):
                untold = [e for e in came if e not in joined.change.follow_ups]
                announce_anew(kept.tells_of(untold), uow=uow)
            uow.mothers.save(kept)
            uow.flush()
            uow.mothers.give_up(
                merged_id,
                to=kept_id,
                given_way=joined.given_way,
                words_before=words_before,
            )
        uow.contacts.give_up(merged_id)
        uow.whose_mothers.give_up(merged_id)
        uow.start_over()
        uow.commit()


def _are_of_different_groups(
    kept_id: UUID, merged_id: UUID, *, uow: OutreachUnitOfWork
) -> bool:
    """
    Return whether the two stood on different lists, or only one of them on any.
    """
    told = uow.whose_mothers.seen([kept_id, merged_id])
    of_kept, of_merged = (
        {(one.housing_team_id, one.group_id) for one in told if one.mother_id == each}
        for each in (kept_id, merged_id)
    )
    return of_kept != of_merged
