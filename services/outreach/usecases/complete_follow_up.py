"""
Complete a follow-up whose answer is taken care of.
"""

from datetime import date, datetime
from uuid import UUID

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.who_was_first import refuse_if_somebody_was_first
from services.outreach.usecases.announcements import announce
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.clock import day_of
from shared.kernel.organisations import Role


def complete_follow_up(
    *,
    follow_up_id: UUID,
    outcome: AttemptOutcome,
    expected_version: int | None,
    by: Role,
    now: datetime,
    uow: OutreachUnitOfWork,
    until: date | None = None,
) -> None:
    """
    End it once the pause is agreed, with its end, or the concern has been passed on.

    Raises FollowUpNotFound, FollowUpClosed, FollowUpNotReached, NotAnAnswer, Invalid,
    WaitsForSomethingElse or StaleVersion.
    """
    with uow:
        mother = uow.mothers.of_follow_up(follow_up_id)
        follow_up = mother.follow_up(follow_up_id)
        refuse_if_somebody_was_first(follow_up, expected=expected_version)
        change = mother.is_taken_care_of(
            follow_up_id=follow_up_id,
            outcome=outcome,
            until=until,
            by=by,
            on=day_of(now),
            at=now,
        )
        uow.mothers.save(mother)
        announce(change, mother=mother, outbox=uow.outbox)
        uow.commit()
